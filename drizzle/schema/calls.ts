import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Call, CallRecord, CallState } from '#shared/calls';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';
import { plans } from './plans.ts';
import { shifts } from './shifts.ts';

/** Who last changed a field of the record, and with which change. */
export type FieldMarks = { [Field in keyof Call['fieldVersions']]?: { version: number; by: string } };

type Said = CallRecord['thoughtsOfSuicide'];

const person = (name: string) => uuid(name).references(() => people.id);

export const calls = pgTable(
  'calls',
  {
    ...helplineRow,
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id),
    state: text('state').$type<CallState>().notNull(),
    takenBy: person('taken_by').notNull(),
    assignedTo: person('assigned_to').notNull(),
    takenOverAt: instantColumn('taken_over_at'),
    /** When it happened; the times of receipt are later if it waited for a connection. */
    startedAt: instantColumn('started_at').notNull(),
    startReceivedAt: instantColumn('start_received_at').notNull().defaultNow(),
    endedAt: instantColumn('ended_at'),
    /** When the server received the end of the call. Null while the call is active, and after the server ended it with its shift until somebody enters the time. */
    endReceivedAt: instantColumn('end_received_at'),
    closedAt: instantColumn('closed_at'),
    writtenAfterwards: boolean('written_afterwards').notNull().default(false),
    presentingIssues: text('presenting_issues').array().$type<CallRecord['presentingIssues']>().notNull(),
    responseNeeded: text('response_needed').$type<CallRecord['responseNeeded']>(),
    note: text('note').notNull(),
    borough: text('borough').$type<CallRecord['borough']>(),
    source: text('source').$type<CallRecord['source']>(),
    outcomes: text('outcomes').array().$type<CallRecord['outcomes']>().notNull(),
    thoughtsOfSuicide: text('thoughts_of_suicide').$type<Said>(),
    aPlan: text('a_plan').$type<Said>(),
    meansAtHand: text('means_at_hand').$type<Said>(),
    aTimeInMind: text('a_time_in_mind').$type<Said>(),
    alreadyDone: text('already_done').$type<Said>(),
    othersAtRisk: text('others_at_risk').$type<Said>(),
    whatKeepsSafe: text('what_keeps_safe').notNull().default(''),
    emergencyConsent: text('emergency_consent').$type<CallRecord['emergencyConsent']>(),
    emergencyCalledBy: text('emergency_called_by').notNull().default(''),
    emergencyConsulted: text('emergency_consulted').notNull().default(''),
    emergencyReached: text('emergency_reached').$type<Said>(),
    signposted: uuid('signposted')
      .array()
      .notNull()
      .default(sql`'{}'`),
    referredTo: uuid('referred_to')
      .array()
      .notNull()
      .default(sql`'{}'`),
    fieldMarks: jsonb('field_marks').$type<FieldMarks>().notNull(),
    flagged: boolean('flagged').notNull().default(false),
    openTo: uuid('open_to').array().notNull().default([]),
    /** The plan agreed with the caller. No list, filter or figure of calls reads it. */
    planId: uuid('plan_id').references(() => plans.id, { onDelete: 'set null' }),
    handedTo: uuid('handed_to').references(() => shifts.id, { onDelete: 'set null' }),
  },
  (table) => [
    uniqueIndex('one_active_call_per_supporter')
      .on(table.assignedTo)
      .where(sql`${table.state} = 'active'`),
    index('calls_by_shift').on(table.shiftId),
    index('calls_by_taker').on(table.takenBy, table.startedAt),
    index('calls_by_holder').on(table.assignedTo, table.startedAt),
    index('calls_flagged')
      .on(table.helplineId, table.startedAt)
      .where(sql`${table.flagged}`),
    index('calls_open_to').using('gin', table.openTo),
    index('calls_handed_to')
      .on(table.handedTo)
      .where(sql`${table.handedTo} is not null`),
    index('calls_with_plan')
      .on(table.planId)
      .where(sql`${table.planId} is not null`),
    index('calls_by_start').on(table.helplineId, table.startedAt),
    index('calls_by_version').on(table.helplineId, table.version),
  ],
);
