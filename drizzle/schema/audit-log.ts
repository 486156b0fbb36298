import { bigint, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuditAction } from '#shared/audit';
import { helplineRow, instantColumn } from './columns.ts';
import { helplines } from './helplines.ts';
import { people } from './people.ts';

/**
 * Who did what to which thing, and when. Holds nothing that people wrote. Triggers number and chain each new line, and refuse to
 * change or delete one.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: helplineRow.id,
    helplineId: helplineRow.helplineId,
    at: instantColumn('at').notNull(),
    /** Null if the host did it at the admin shell. */
    by: uuid('by').references(() => people.id),
    action: text('action').$type<AuditAction>().notNull(),
    about: uuid('about').notNull(),
    /** The number of rows erased; of this log, the number of the last line erased. Null except for an erasing run. */
    counted: integer('counted'),
    /** 1, 2, 3 … within the helpline, and the SHA-256 over the hash before it and this line. A trigger sets both. */
    number: bigint('number', { mode: 'number' }).notNull().default(0),
    hash: text('hash').notNull().default(''),
  },
  (table) => [
    index('audit_log_by_time').on(table.helplineId, table.at),
    index('audit_log_by_actor').on(table.helplineId, table.by),
    index('audit_log_by_about').on(table.helplineId, table.about),
    unique('audit_log_number').on(table.helplineId, table.number),
  ],
);

/** The number and the hash of a helpline's last line, kept apart so that lines missing at the end are found. */
export const auditHeads = pgTable('audit_heads', {
  helplineId: uuid('helpline_id')
    .primaryKey()
    .references(() => helplines.id),
  number: bigint('number', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
});

/** The number and the hash of the last line that was erased for its age: the chain of the lines that are left begins there. */
export const auditCheckpoints = pgTable('audit_checkpoints', {
  helplineId: uuid('helpline_id')
    .primaryKey()
    .references(() => helplines.id),
  number: bigint('number', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
});
