import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

export type AuditAction =
  | 'call-opened'
  | 'flag-withdrawn'
  | 'person-invited'
  | 'link-requested'
  | 'link-shown'
  | 'link-stopped'
  | 'change-proposed'
  | 'change-agreed'
  | 'change-declined'
  | 'person-changed'
  | 'person-suspended'
  | 'person-restored'
  | 'link-used'
  | 'passkey-added'
  | 'passkey-removed'
  | 'password-changed'
  | 'password-removed'
  | 'app-added'
  | 'app-removed'
  | 'codes-made'
  | 'code-used';

/** Who did what to which thing, and when. Holds nothing that people wrote; lines are never changed or deleted. */
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
  },
  (table) => [index('audit_log_by_time').on(table.helplineId, table.at)],
);
