import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ListChangeKind, ListName, ListOutcome, ListWord } from '#shared/lists';
import type { Role } from '#shared/viewer';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

/** The lists in which somebody has proposed a change. A helpline without a row has the list that it began with. */
export const lists = pgTable(
  'lists',
  {
    ...helplineRow,
    list: text('list').$type<ListName>().notNull(),
    /** In their order. Retired words stay, because records hold their slugs. */
    words: jsonb('words').$type<ListWord[]>().notNull(),
  },
  (table) => [
    uniqueIndex('one_list_of_a_name').on(table.helplineId, table.list),
    index('lists_by_version').on(table.helplineId, table.version),
  ],
);

/** Every change to a list that was proposed, and which two agreed. */
export const listChanges = pgTable(
  'list_changes',
  {
    ...helplineRow,
    listId: uuid('list_id')
      .notNull()
      .references(() => lists.id),
    change: text('kind').$type<ListChangeKind>().notNull(),
    slug: text('slug'),
    words: text('words'),
    group: text('heading'),
    order: text('slugs').array(),
    /** How the word of `slug` read when the change was settled. */
    was: text('was'),
    needs: text('needs').array().$type<Role[]>().notNull(),
    outcome: text('outcome').$type<ListOutcome>().notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => people.id),
    proposedAt: instantColumn('proposed_at').notNull(),
    settledBy: uuid('settled_by').references(() => people.id),
    settledAt: instantColumn('settled_at'),
  },
  (table) => [
    index('list_changes_proposed')
      .on(table.listId)
      .where(sql`${table.outcome} = 'proposed'`),
    index('list_changes_settled')
      .on(table.helplineId, table.version)
      .where(sql`${table.outcome} <> 'proposed'`),
  ],
);
