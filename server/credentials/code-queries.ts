import { and, count, eq, isNull } from 'drizzle-orm';
import { recoveryCodes } from '#drizzle/schema/credentials';
import { howManyCodes } from '#shared/credentials';
import type { Db, Tx } from '../platform/database/db.ts';
import { newRecoveryCode, recoveryCodeHash } from '../platform/auth/one-time-codes.ts';

/** Ten new codes, to be shown once. Older ones stop working. */
export async function makeCodes(tx: Tx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: howManyCodes }, newRecoveryCode);
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ personId, codeHash: recoveryCodeHash(code) })));
  return codes;
}

export async function codesLeft(tx: Db | Tx, personId: string): Promise<number> {
  const [row] = await tx
    .select({ many: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)));
  return row!.many;
}

/** Whether this is a code of theirs that was not used yet. */
export const isUnusedCode = async (db: Db, personId: string, typed: string): Promise<boolean> =>
  (await db.$count(recoveryCodes, unused(personId, typed))) > 0;

/** Uses a code up. False for a wrong one, another's, and one that was used before. */
export async function useCode(tx: Tx, personId: string, typed: string, now: Date): Promise<boolean> {
  const { count: used } = await tx.update(recoveryCodes).set({ usedAt: now }).where(unused(personId, typed));
  return used > 0;
}

const unused = (personId: string, typed: string) =>
  and(
    eq(recoveryCodes.codeHash, recoveryCodeHash(typed)),
    eq(recoveryCodes.personId, personId),
    isNull(recoveryCodes.usedAt),
  );
