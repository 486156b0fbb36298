import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { RotaBefore, RotaChangeKind } from '#shared/rota-changes';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

/** A change of the rota that can still be undone, with what was there before. Erased an hour or two after the change. */
export const rotaChanges = pgTable(
  'rota_changes',
  {
    ...helplineRow,
    kind: text('kind').$type<RotaChangeKind>().notNull(),
    by: uuid('by')
      .notNull()
      .references(() => people.id),
    at: instantColumn('at').notNull(),
    undoneAt: instantColumn('undone_at'),
    before: jsonb('before').$type<RotaBefore>().notNull(),
  },
  (table) => [
    index('rota_changes_of_helpline').on(table.helplineId, table.at),
    index('rota_changes_by_age').on(table.at),
  ],
);
