import { and, eq, inArray, isNull, lt } from 'drizzle-orm';
import { faults, services } from '#drizzle/schema/services';
import type { Fault } from '#shared/directory';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';
import { erasedAtOnce } from '../platform/erasing.ts';

type FaultRow = typeof faults.$inferSelect;

export const sealedFaults = sealedTable(faults, {
  columns: { words: text },
  scopeOf: ({ helplineId }) => ({ helplineId, purpose: 'directory', subjectId: helplineId }),
});

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toFault = ({ id, what, words, raisedBy, raisedAt }: FaultRow): Fault => ({
  id,
  what,
  words,
  raisedBy,
  raisedAt: raisedAt.toISOString(),
});

/** What is wrong with these services and not settled, oldest first, by the id of the service. */
export async function openFaultsOf(tx: Db | Tx, serviceIds: string[]): Promise<Map<string, Fault[]>> {
  if (serviceIds.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(faults)
    .where(and(isOneOf(faults.serviceId, serviceIds), isNull(faults.settledAt)))
    .orderBy(faults.raisedAt);
  const opened = await sealedFaults.openWhole(tx, rows);
  return new Map(
    serviceIds.map((id) => [id, opened.filter(({ serviceId }) => serviceId === id).map(toFault)]),
  );
}

export async function insertFault(tx: Tx, fault: typeof faults.$inferInsert): Promise<void> {
  await tx.insert(faults).values(await sealedFaults.seal(tx, fault));
}

/** Settles these faults. Returns the follow-ups that they had opened. */
export async function settleFaults(
  tx: Tx,
  ids: string[],
  settled: { version: number; settledBy: string; settledAt: Date },
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .update(faults)
    .set(settled)
    .where(and(isOneOf(faults.id, ids), isNull(faults.settledAt)))
    .returning({ followUpId: faults.followUpId });
  return rows.flatMap(({ followUpId }) => followUpId ?? []);
}

/** Deletes who found what, once it has been settled for a while. */
export async function eraseOldFaults(tx: Tx, now: Date) {
  const isOver = lt(faults.settledAt, daysBefore(now, retentionDays.faults));
  const over = tx
    .select({ id: faults.id })
    .from(faults)
    .innerJoin(services, eq(services.id, faults.serviceId))
    .where(isOver)
    .limit(erasedAtOnce);
  return tx.delete(faults).where(inArray(faults.id, over)).returning({ helplineId: faults.helplineId });
}
