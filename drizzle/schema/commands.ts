import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Reply } from '#shared/refusals';
import { helplineRow, instantColumn } from './columns.ts';

/** Receipts of commands: id, digest and reply. Retained for 7 days. */
export const commands = pgTable(
  'commands',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    personId: uuid('person_id').notNull(),
    /** The version of the wire, a colon, and a keyed digest (HMAC-SHA-256, hex) of who asked for what: see `digestOf`. */
    digest: text('digest').notNull(),
    reply: jsonb('reply').$type<Reply>().notNull(),
    at: instantColumn('at').notNull(),
  },
  (table) => [index('commands_by_age').on(table.at)],
);
