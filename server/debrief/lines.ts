import { and, eq, gt, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import { debriefLines } from '#drizzle/schema/debrief';
import type { DebriefLine } from '#shared/debrief-lines';
import type { Viewer } from '#shared/people';
import type { Tx } from '../db.ts';

type LineRow = typeof debriefLines.$inferSelect;

/** The only way a row leaves this file. A new column stays private until it is named here. */
const toLine = (row: LineRow): DebriefLine => ({
  id: row.id,
  version: row.version,
  debriefId: row.debriefId,
  from: row.from,
  body: row.body,
  sentAt: row.sentAt.toISOString(),
  seenAt: row.seenAt?.toISOString() ?? null,
  between: row.between,
});

export async function insertLine(tx: Tx, line: typeof debriefLines.$inferInsert): Promise<DebriefLine> {
  const [row] = await tx.insert(debriefLines).values(line).returning();
  return toLine(row!);
}

export async function lineById(tx: Tx, helplineId: string, id: string): Promise<DebriefLine | null> {
  const [row] = await tx
    .select()
    .from(debriefLines)
    .where(and(eq(debriefLines.id, id), eq(debriefLines.helplineId, helplineId)));
  return row ? toLine(row) : null;
}

/** Marks what the other wrote up to this line; returns what became seen by it. */
export async function markSeen(
  tx: Tx,
  line: DebriefLine,
  reader: string,
  change: { version: number; seenAt: Date },
): Promise<DebriefLine[]> {
  const at = new Date(line.sentAt);
  const rows = await tx
    .update(debriefLines)
    .set(change)
    .where(
      and(
        eq(debriefLines.debriefId, line.debriefId),
        ne(debriefLines.from, reader),
        isNull(debriefLines.seenAt),
        or(lt(debriefLines.sentAt, at), and(eq(debriefLines.sentAt, at), lte(debriefLines.id, line.id))),
        sql`${debriefLines.between} @> array[${reader}]::uuid[]`,
      ),
    )
    .returning();
  return rows.map(toLine);
}

export async function debriefLinesChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
): Promise<DebriefLine[]> {
  const rows = await tx
    .select()
    .from(debriefLines)
    .where(
      and(
        eq(debriefLines.helplineId, viewer.helplineId),
        gt(debriefLines.version, since),
        sql`${debriefLines.between} @> array[${viewer.id}]::uuid[]`,
      ),
    );
  return rows.map(toLine);
}
