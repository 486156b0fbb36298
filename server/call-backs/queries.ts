import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { callBacks } from '#drizzle/schema/call-backs';
import type { CallBack } from '#shared/call-backs';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

export type CallBackRow = typeof callBacks.$inferSelect;

export const sealedCallBacks = sealedTable(callBacks, {
  columns: { words: text, reason: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'call-back', subjectId: id }),
});

export const toCallBacks = async (tx: Db | Tx, rows: CallBackRow[]): Promise<CallBack[]> =>
  (await sealedCallBacks.openWhole(tx, rows)).map(callBackIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const callBackIn = (row: CallBackRow): CallBack => ({
  id: row.id,
  version: row.version,
  callId: row.callId,
  shiftId: row.shiftId,
  toShiftId: row.toShiftId,
  from: row.from.toISOString(),
  until: row.until.toISOString(),
  words: row.words,
  promisedBy: row.promisedBy,
  promisedAt: row.promisedAt.toISOString(),
  forId: row.forId,
  numberUntil: isoTime(row.numberUntil),
  tries: row.tries,
  settledBy: row.settledBy,
  settledAt: isoTime(row.settledAt),
  ending: row.ending,
  reason: row.reason,
});

export async function callBackById(tx: Db | Tx, helplineId: string, id: string): Promise<CallBack | null> {
  const rows = await tx
    .select()
    .from(callBacks)
    .where(and(eq(callBacks.id, id), eq(callBacks.helplineId, helplineId)));
  return (await toCallBacks(tx, rows))[0] ?? null;
}

/** The call back of this call that is not settled; null for none. */
export async function openCallBackOfCall(tx: Tx, callId: string): Promise<CallBack | null> {
  const rows = await tx
    .select()
    .from(callBacks)
    .where(and(eq(callBacks.callId, callId), isNull(callBacks.settledAt)));
  return (await toCallBacks(tx, rows))[0] ?? null;
}

export async function insertCallBack(tx: Tx, row: typeof callBacks.$inferInsert): Promise<CallBack> {
  const rows = await tx
    .insert(callBacks)
    .values(await sealedCallBacks.seal(tx, row))
    .returning();
  return (await toCallBacks(tx, rows))[0]!;
}

/** Fields that are left out stay unchanged. */
export async function changeCallBack(
  tx: Tx,
  helplineId: string,
  id: string,
  change: Partial<Omit<CallBackRow, 'id' | 'helplineId'>> & { version: number },
): Promise<CallBack> {
  const sealed = await sealedCallBacks.seal(tx, change, { id, helplineId });
  const rows = await tx.update(callBacks).set(sealed).where(eq(callBacks.id, id)).returning();
  return (await toCallBacks(tx, rows))[0]!;
}

export const latestCallBack = latestOfHelpline(callBacks);

/** Those that the viewer promised, and those of their shifts whose window is open. */
export async function callBacksChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<CallBack[]> {
  const theirs = [eq(callBacks.promisedBy, viewer.id)];
  if (viewer.shiftIds.length > 0)
    theirs.push(inArray(callBacks.shiftId, viewer.shiftIds), inArray(callBacks.toShiftId, viewer.shiftIds));
  const rows = await tx
    .select()
    .from(callBacks)
    .where(and(eq(callBacks.helplineId, viewer.helplineId), gt(callBacks.version, since), or(...theirs)));
  return toCallBacks(tx, rows);
}
