import { and, desc, eq, isNull } from 'drizzle-orm';
import { assumptions, costCopies } from '#drizzle/schema/costs';
import { people } from '#drizzle/schema/people';
import type { AssumptionLine } from '#shared/assumptions';
import type { CostCopy, CostCopyLine } from '#shared/costs';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text, textAt } from '../platform/encryption/words-in.ts';

export const sealedAssumptions = sealedTable(assumptions, {
  columns: { source: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'assumption', subjectId: id }),
});
export const sealedCostCopies = sealedTable(costCopies, {
  columns: { assumptions: textAt('source') },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'cost-copy', subjectId: id }),
});

/** Every assumption of a helpline that is still there, the newest first. */
export async function assumptionLines(db: Db | Tx, helplineId: string): Promise<AssumptionLine[]> {
  const rows = await db
    .select({ one: assumptions, firstName: people.firstName })
    .from(assumptions)
    .innerJoin(people, eq(people.id, assumptions.setBy))
    .where(eq(assumptions.helplineId, helplineId))
    .orderBy(desc(assumptions.setAt), desc(assumptions.id));
  const names = new Map(rows.map(({ one, firstName }) => [one.setBy, firstName]));
  const opened = await sealedAssumptions.openWhole(
    db,
    rows.map(({ one }) => one),
  );
  return opened.map(({ id, key, low, high, source, onDay, setBy, setAt }) => ({
    ...{ id, key, source, on: onDay },
    value: low === null || high === null ? null : { low, high },
    setAt: setAt.toISOString(),
    by: { id: setBy, firstName: names.get(setBy)! },
  }));
}

/** The id of the assumption in force for a key; null for none. */
export async function currentAssumption(
  tx: Tx,
  helplineId: string,
  key: AssumptionLine['key'],
): Promise<string | null> {
  const [row] = await tx.select({ id: assumptions.id }).from(assumptions).where(currentOf(helplineId, key));
  return row?.id ?? null;
}

export async function hasAssumption(tx: Tx, helplineId: string, id: string): Promise<boolean> {
  const found = and(eq(assumptions.id, id), eq(assumptions.helplineId, helplineId));
  return (await tx.$count(assumptions, found)) > 0;
}

/** Writes an assumption in the place of the one of its key that was in force. */
export async function replaceAssumption(tx: Tx, row: typeof assumptions.$inferInsert): Promise<void> {
  await tx.update(assumptions).set({ replacedAt: row.setAt }).where(currentOf(row.helplineId, row.key));
  await tx.insert(assumptions).values(await sealedAssumptions.seal(tx, row));
}

const currentOf = (helplineId: string, key: AssumptionLine['key']) =>
  and(eq(assumptions.helplineId, helplineId), eq(assumptions.key, key), isNull(assumptions.replacedAt));

const withMaker = {
  id: costCopies.id,
  period: costCopies.period,
  madeAt: costCopies.madeAt,
  madeBy: costCopies.madeBy,
  firstName: people.firstName,
};
type LineRow = { id: string; period: string; madeAt: Date; madeBy: string; firstName: string };
const toLine = ({ id, period, madeAt, madeBy, firstName }: LineRow): CostCopyLine => ({
  id,
  period,
  madeAt: madeAt.toISOString(),
  by: { id: madeBy, firstName },
});

/** The copies that were kept, the latest first. */
export async function copyLines(db: Db, helplineId: string): Promise<CostCopyLine[]> {
  const rows = await db
    .select(withMaker)
    .from(costCopies)
    .innerJoin(people, eq(people.id, costCopies.madeBy))
    .where(eq(costCopies.helplineId, helplineId))
    .orderBy(desc(costCopies.madeAt));
  return rows.map(toLine);
}

export async function copyById(db: Db | Tx, helplineId: string, id: string): Promise<CostCopy | null> {
  const [row] = await db
    .select({
      ...withMaker,
      helplineId: costCopies.helplineId,
      sheet: costCopies.sheet,
      assumptions: costCopies.assumptions,
    })
    .from(costCopies)
    .innerJoin(people, eq(people.id, costCopies.madeBy))
    .where(and(eq(costCopies.id, id), eq(costCopies.helplineId, helplineId)));
  if (!row) return null;
  const opened = await sealedCostCopies.openOne(db, row);
  return { ...toLine(opened), sheet: { ...opened.sheet, assumptions: opened.assumptions } };
}

export async function insertCopy(tx: Tx, row: typeof costCopies.$inferInsert): Promise<void> {
  await tx.insert(costCopies).values(await sealedCostCopies.seal(tx, row));
}
