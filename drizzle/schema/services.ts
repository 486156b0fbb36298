import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { BankHoliday, FaultKind, ServiceState } from '#shared/directory';
import { agreementColumns } from './agreement.ts';
import { helplineRow, instantColumn } from './columns.ts';
import { followUps } from './follow-ups.ts';
import { people } from './people.ts';

const person = (name: string) => uuid(name).references(() => people.id);
const ofService = () =>
  uuid('service_id')
    .notNull()
    .references(() => services.id);

/** The services of the directory. What is written about one is in its versions. */
export const services = pgTable(
  'services',
  {
    ...helplineRow,
    state: text('state').$type<ServiceState>().notNull(),
    /** The version in force, and the one that waits for a second person. */
    currentNumber: integer('current_number'),
    proposedNumber: integer('proposed_number'),
    /** Who last found everything right, null for its publisher, and when. */
    checkedBy: person('checked_by'),
    checkedAt: instantColumn('checked_at'),
  },
  (table) => [index('services_by_version').on(table.helplineId, table.version)],
);

/** Every version of a service that was proposed. `body` is its text as JSON, sealed. */
export const serviceVersions = pgTable(
  'service_versions',
  { ...helplineRow, serviceId: ofService(), ...agreementColumns, body: text('body').notNull() },
  (table) => [uniqueIndex('one_service_version_per_number').on(table.serviceId, table.number)],
);

/** What somebody found wrong with a service. */
export const faults = pgTable(
  'faults',
  {
    ...helplineRow,
    serviceId: ofService(),
    what: text('what').$type<FaultKind>().notNull(),
    words: text('words').notNull(),
    raisedBy: person('raised_by').notNull(),
    raisedAt: instantColumn('raised_at').notNull(),
    /** What a manager has to do about it. */
    followUpId: uuid('follow_up_id').references(() => followUps.id, { onDelete: 'set null' }),
    settledBy: person('settled_by'),
    settledAt: instantColumn('settled_at'),
  },
  (table) => [
    index('faults_open')
      .on(table.serviceId)
      .where(sql`${table.settledAt} is null`),
    index('faults_of_follow_up')
      .on(table.followUpId)
      .where(sql`${table.followUpId} is not null`),
    index('faults_settled').on(table.settledAt),
  ],
);

/** What a helpline has chosen for its directory; no row where it has chosen nothing. `id` is that of the helpline. */
export const directorySettings = pgTable(
  'directory_settings',
  { ...helplineRow, bankHolidays: jsonb('bank_holidays').$type<BankHoliday[]>().notNull() },
  (table) => [index('directory_settings_of_helpline').on(table.helplineId)],
);
