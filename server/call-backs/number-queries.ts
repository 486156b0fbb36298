import { and, eq, inArray, lte } from 'drizzle-orm';
import { callBackNumbers, callBacks } from '#drizzle/schema/call-backs';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

const purpose = 'call-back-number';

/** Each number has a key of its own, which goes with it, long before what was agreed. */
export const sealedCallBackNumbers = sealedTable(callBackNumbers, {
  columns: { reachOn: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose, subjectId: id, remade: true }),
});

/** Keeps a number in place of the one before. */
export async function keepNumber(tx: Tx, row: typeof callBackNumbers.$inferInsert): Promise<void> {
  const sealed = await sealedCallBackNumbers.seal(tx, row);
  await tx
    .insert(callBackNumbers)
    .values(sealed)
    .onConflictDoUpdate({ target: callBackNumbers.id, set: { reachOn: sealed.reachOn } });
}

/** Null where none is kept. */
export async function numberOf(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.select().from(callBackNumbers).where(eq(callBackNumbers.id, id));
  return row ? (await sealedCallBackNumbers.openOne(tx, row)).reachOn : null;
}

/** Erases the numbers of these call backs, with their keys. */
export async function eraseNumbers(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const gone = await tx
    .delete(callBackNumbers)
    .where(inArray(callBackNumbers.id, ids))
    .returning({ id: callBackNumbers.id });
  await destroyKeysOf(tx, purpose, gone);
}

const isTooOld = (now: Date) => lte(callBacks.numberUntil, now);

export const helplinesWithOldNumbers = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, callBacks, isTooOld(now));

/** The ids of the call backs whose number has been kept for as long as it may be. */
export async function idsWithOldNumbers(tx: Tx, helplineId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: callBacks.id })
    .from(callBacks)
    .where(and(eq(callBacks.helplineId, helplineId), isTooOld(now)));
  return rows.map(({ id }) => id);
}

/** Takes the sign that a number is kept off these call backs. Returns the rows. */
export const forgetNumbers = (tx: Tx, ids: string[], version: number) =>
  tx.update(callBacks).set({ version, numberUntil: null }).where(inArray(callBacks.id, ids)).returning();
