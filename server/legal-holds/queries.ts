import { and, desc, eq, gt, lte } from 'drizzle-orm';
import { legalHolds } from '#drizzle/schema/legal-holds';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

export type LegalHold = typeof legalHolds.$inferSelect;

export const sealedLegalHolds = sealedTable(legalHolds, {
  columns: { reason: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'legal-hold', subjectId: id }),
});

export async function insertLegalHold(tx: Tx, hold: LegalHold): Promise<void> {
  await tx.insert(legalHolds).values(await sealedLegalHolds.seal(tx, hold));
}

/** The legal holds in force of every helpline, with their reasons, newest first. */
export async function legalHoldsInForce(db: Db, now: Date): Promise<LegalHold[]> {
  const rows = await db
    .select()
    .from(legalHolds)
    .where(gt(legalHolds.until, now))
    .orderBy(desc(legalHolds.setAt), desc(legalHolds.id));
  return sealedLegalHolds.openWhole(db, rows);
}

/** Null if there is no such hold, or it has ended. */
export async function legalHoldInForce(db: Db, id: string, now: Date): Promise<LegalHold | null> {
  const [row] = await db
    .select()
    .from(legalHolds)
    .where(and(eq(legalHolds.id, id), gt(legalHolds.until, now)));
  return row ?? null;
}

export async function endLegalHold(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.update(legalHolds).set({ until: now }).where(eq(legalHolds.id, id));
}

/** When the last hold on this person ends; null if none is in force. */
export async function personHeldUntil(tx: Db | Tx, personId: string, now: Date): Promise<Date | null> {
  const [last] = await tx
    .select({ until: legalHolds.until })
    .from(legalHolds)
    .where(and(eq(legalHolds.personId, personId), gt(legalHolds.until, now)))
    .orderBy(desc(legalHolds.until))
    .limit(1);
  return last?.until ?? null;
}

export async function eraseOldLegalHolds(tx: Tx, now: Date) {
  const before = daysBefore(now, retentionDays.legalHolds);
  const gone = await tx
    .delete(legalHolds)
    .where(lte(legalHolds.until, before))
    .returning({ id: legalHolds.id, helplineId: legalHolds.helplineId });
  await destroyKeysOf(tx, 'legal-hold', gone);
  return gone;
}
