import type { PgTable } from 'drizzle-orm/pg-core';

/** A row that has no number yet, and when it was last changed. */
export type Invented<Table extends PgTable> = Omit<Table['$inferInsert'], 'id' | 'version'> & {
  id: string;
  changedAt: Date;
};

/** Every row gets the number of the change that wrote it last; what changed later carries the higher number. */
export function numberInTimeOrder(rows: { id: string; changedAt: Date }[]) {
  const inTimeOrder = rows.toSorted((one, other) => one.changedAt.getTime() - other.changedAt.getTime());
  const numbers = new Map(inTimeOrder.map(({ id }, index) => [id, index + 1]));
  return {
    last: rows.length,
    withVersion: <Row extends { id: string }>(row: Row) => ({ ...row, version: numbers.get(row.id)! }),
  };
}
