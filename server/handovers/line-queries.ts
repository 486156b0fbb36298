import { and, eq, gt, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { handoverLines } from '#drizzle/schema/handovers';
import type { HandoverLine } from '#shared/handovers';
import type { Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type LineRow = typeof handoverLines.$inferSelect;

/** The lines of a shift share one key, because they are erased together. */
export const sealedHandoverLines = sealedTable(handoverLines, {
  columns: { words: text, question: text, answer: text },
  scopeOf: ({ helplineId, shiftId }) => ({ helplineId, purpose: 'handover', subjectId: shiftId }),
});

const toLines = async (tx: Tx, rows: LineRow[]): Promise<HandoverLine[]> =>
  (await sealedHandoverLines.openWhole(tx, rows)).map(lineIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const lineIn = (row: LineRow): HandoverLine => ({
  id: row.id,
  version: row.version,
  shiftId: row.shiftId,
  kind: row.kind,
  words: row.words,
  callId: row.callId,
  by: row.by,
  sentAt: isoTime(row.sentAt),
  droppedAt: isoTime(row.droppedAt),
  question: row.question,
  askedBy: row.askedBy,
  answer: row.answer,
  toIds: row.toIds,
});

export async function insertLine(tx: Tx, line: typeof handoverLines.$inferInsert): Promise<HandoverLine> {
  const sealed = await sealedHandoverLines.seal(tx, line);
  const rows = await tx.insert(handoverLines).values(sealed).returning();
  return (await toLines(tx, rows))[0]!;
}

export async function lineById(tx: Tx, helplineId: string, id: string): Promise<HandoverLine | null> {
  const rows = await tx
    .select()
    .from(handoverLines)
    .where(and(eq(handoverLines.id, id), eq(handoverLines.helplineId, helplineId)));
  return (await toLines(tx, rows))[0] ?? null;
}

/** How many lines this person has in the handover of a shift, without those taken out. */
export const countLinesOf = (tx: Tx, shiftId: string, personId: string): Promise<number> =>
  tx.$count(
    handoverLines,
    and(eq(handoverLines.shiftId, shiftId), eq(handoverLines.by, personId), isNull(handoverLines.droppedAt)),
  );

/** The lines of a shift that were sent and not taken out. */
export async function sentLinesOf(tx: Tx, shiftId: string): Promise<HandoverLine[]> {
  const isSent = and(isNotNull(handoverLines.sentAt), isNull(handoverLines.droppedAt));
  const rows = await tx
    .select()
    .from(handoverLines)
    .where(and(eq(handoverLines.shiftId, shiftId), isSent));
  return toLines(tx, rows);
}

/** Sends the unsent lines of one writer. Returns them. */
export const sendLinesOf = (
  tx: Tx,
  { shiftId, by }: { shiftId: string; by: string },
  change: { version: number; sentAt: Date; toIds: string[] },
): Promise<HandoverLine[]> =>
  changeLines(
    tx,
    and(
      eq(handoverLines.shiftId, shiftId),
      eq(handoverLines.by, by),
      isNull(handoverLines.sentAt),
      isNull(handoverLines.droppedAt),
    ),
    change,
  );

/** Writes a question about a line, or its answer. */
export async function setTalk(
  tx: Tx,
  { id, shiftId }: HandoverLine,
  helplineId: string,
  change: { version: number; question?: string; askedBy?: string; answer?: string },
): Promise<HandoverLine> {
  const sealed = await sealedHandoverLines.seal(tx, change, { id, shiftId, helplineId });
  return (await changeLines(tx, eq(handoverLines.id, id), sealed))[0]!;
}

/** Erases the words of a line that its writer takes out. */
export async function dropLine(tx: Tx, id: string, version: number, droppedAt: Date): Promise<HandoverLine> {
  const change = { version, droppedAt, words: '', callId: null, question: null, answer: null };
  return (await changeLines(tx, eq(handoverLines.id, id), change))[0]!;
}

/** Shows every sent line of a shift, also those taken out, to these people of the next shift and to no others. */
export const showLinesTo = (
  tx: Tx,
  shiftId: string,
  toIds: string[],
  version: number,
): Promise<HandoverLine[]> =>
  changeLines(tx, and(eq(handoverLines.shiftId, shiftId), isNotNull(handoverLines.sentAt)), {
    version,
    toIds,
  });

async function changeLines(
  tx: Tx,
  where: SQL | undefined,
  change: Partial<LineRow>,
): Promise<HandoverLine[]> {
  const rows = await tx.update(handoverLines).set(change).where(where).returning();
  return toLines(tx, rows);
}

export const latestHandoverLine = latestOfHelpline(handoverLines);

export async function linesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<HandoverLine[]> {
  const theirs = [eq(handoverLines.by, viewer.id), sql`${viewer.id}::uuid = any(${handoverLines.toIds})`];
  if (viewer.shiftIds.length > 0) theirs.push(inArray(handoverLines.shiftId, viewer.shiftIds));
  const rows = await tx
    .select()
    .from(handoverLines)
    .where(
      and(eq(handoverLines.helplineId, viewer.helplineId), gt(handoverLines.version, since), or(...theirs)),
    );
  return toLines(tx, rows);
}
