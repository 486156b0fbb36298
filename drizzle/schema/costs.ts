import { sql } from 'drizzle-orm';
import { date, doublePrecision, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AssumptionKey } from '#shared/assumptions';
import type { CostSheet } from '#shared/costs';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

const person = (name: string) =>
  uuid(name)
    .notNull()
    .references(() => people.id);

/** What the cost model assumes, with its source. A row is never changed: a newer one of its key takes its place. */
export const assumptions = pgTable(
  'assumptions',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    key: text('key').$type<AssumptionKey>().notNull(),
    /** Both null for one that is not used any more. */
    low: doublePrecision('low'),
    high: doublePrecision('high'),
    source: text('source').notNull(),
    onDay: date('on_day').notNull(),
    setBy: person('set_by'),
    setAt: instantColumn('set_at').notNull(),
    /** When a newer one took its place; null for the one in force. */
    replacedAt: instantColumn('replaced_at'),
  },
  (table) => [
    index('assumptions_of_helpline').on(table.helplineId, table.setAt),
    uniqueIndex('one_assumption_per_key')
      .on(table.helplineId, table.key)
      .where(sql`${table.replacedAt} is null`),
    index('assumptions_replaced').on(table.replacedAt),
    index('assumptions_by_setter').on(table.setBy),
  ],
);

/** Costs of a period as they were worked out on a day. They hold what was assumed then, so that they stay readable by themselves. */
export const costCopies = pgTable(
  'cost_copies',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    period: text('period').notNull(),
    madeBy: person('made_by'),
    madeAt: instantColumn('made_at').notNull(),
    sheet: jsonb('sheet').$type<Omit<CostSheet, 'assumptions'>>().notNull(),
    assumptions: jsonb('assumptions').$type<CostSheet['assumptions']>().notNull(),
  },
  (table) => [
    index('cost_copies_of_helpline').on(table.helplineId, table.madeAt),
    index('cost_copies_by_maker').on(table.madeBy),
  ],
);
