import { and, asc, eq, gt, ne, or, sql } from 'drizzle-orm';
import { gatheringLines, gatherings } from '#drizzle/schema/gatherings';
import { linesSentDays, type GatheringLine } from '#shared/gatherings';
import type { Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type LineRow = typeof gatheringLines.$inferSelect;
export type NewLine = typeof gatheringLines.$inferInsert;

export const sealedGatheringLines = sealedTable(gatheringLines, {
  columns: { words: text },
  scopeOf: ({ helplineId, gatheringId }) => ({ helplineId, purpose: 'gathering', subjectId: gatheringId }),
});

const toLines = async (tx: Db | Tx, rows: LineRow[]): Promise<GatheringLine[]> =>
  (await sealedGatheringLines.openWhole(tx, rows)).map(lineIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const lineIn = (row: LineRow): GatheringLine => ({
  id: row.id,
  version: row.version,
  gatheringId: row.gatheringId,
  kind: row.kind,
  section: row.section,
  words: row.words,
  by: row.by,
  byName: row.byName,
  at: row.at.toISOString(),
  struck: row.struck,
  between: row.between,
});

export async function insertGatheringLines(tx: Tx, lines: NewLine[]): Promise<GatheringLine[]> {
  const sealed = await sealedGatheringLines.sealAll(tx, lines);
  return toLines(tx, await tx.insert(gatheringLines).values(sealed).returning());
}

export async function gatheringLineById(
  tx: Tx,
  helplineId: string,
  id: string,
): Promise<GatheringLine | null> {
  const rows = await tx
    .select()
    .from(gatheringLines)
    .where(and(eq(gatheringLines.id, id), eq(gatheringLines.helplineId, helplineId)));
  return (await toLines(tx, rows))[0] ?? null;
}

/** How many lines this person has in a gathering, without those taken out. */
export const countLinesBy = (tx: Tx, gatheringId: string, personId: string): Promise<number> =>
  tx.$count(
    gatheringLines,
    and(
      eq(gatheringLines.gatheringId, gatheringId),
      eq(gatheringLines.by, personId),
      eq(gatheringLines.struck, false),
    ),
  );

/** How many lines of others were written after this version, without those taken out. */
export const countWrittenSince = (
  tx: Tx,
  gatheringId: string,
  personId: string,
  since: number,
): Promise<number> =>
  tx.$count(
    gatheringLines,
    and(
      eq(gatheringLines.gatheringId, gatheringId),
      ne(gatheringLines.by, personId),
      eq(gatheringLines.struck, false),
      gt(gatheringLines.version, since),
    ),
  );

/** Erases the words of a line, which stays as taken out. */
export async function strikeLine(tx: Tx, id: string, version: number): Promise<GatheringLine> {
  const rows = await tx
    .update(gatheringLines)
    .set({ ...struck, version })
    .where(eq(gatheringLines.id, id))
    .returning();
  return (await toLines(tx, rows))[0]!;
}

/** Erases what was brought to a gathering. */
export async function strikeBrought(tx: Tx, gatheringId: string, version: number): Promise<GatheringLine[]> {
  const rows = await tx
    .update(gatheringLines)
    .set({ ...struck, version })
    .where(
      and(
        eq(gatheringLines.gatheringId, gatheringId),
        eq(gatheringLines.section, 'brought'),
        eq(gatheringLines.struck, false),
      ),
    )
    .returning();
  return toLines(tx, rows);
}
const struck = { struck: true, words: '', byName: null };

/** The lines of one gathering that were not taken out, in the order in which they were written. */
export async function linesOfGathering(db: Db, gatheringId: string): Promise<GatheringLine[]> {
  const rows = await db
    .select()
    .from(gatheringLines)
    .where(and(eq(gatheringLines.gatheringId, gatheringId), eq(gatheringLines.struck, false)))
    .orderBy(asc(gatheringLines.id));
  return toLines(db, rows);
}

export const latestGatheringLine = latestOfHelpline(gatheringLines);

export async function gatheringLinesChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<GatheringLine[]> {
  const recent = tx
    .select({ id: gatherings.id })
    .from(gatherings)
    .where(
      and(
        eq(gatherings.helplineId, viewer.helplineId),
        gt(gatherings.startsAt, daysBefore(now, linesSentDays)),
      ),
    );
  const rows = await tx
    .select()
    .from(gatheringLines)
    .where(
      and(
        eq(gatheringLines.helplineId, viewer.helplineId),
        gt(gatheringLines.version, since),
        or(ne(gatheringLines.kind, 'one-to-one'), sql`${viewer.id}::uuid = any(${gatheringLines.between})`),
        since === 0 ? sql`${gatheringLines.gatheringId} in (${recent})` : undefined,
      ),
    );
  return toLines(tx, rows);
}
