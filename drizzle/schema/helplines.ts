import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { PatternFrom } from '#shared/patterns';
import type { OpeningPattern } from '#shared/shifts';

export const helplines = pgTable(
  'helplines',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    timeZone: text('time_zone').notNull(),
    openingPattern: jsonb('opening_pattern').$type<OpeningPattern>().notNull(),
    /** The patterns that took or take its place, each from a day on, by that day. */
    patternChanges: jsonb('pattern_changes').$type<PatternFrom[]>().notNull().default([]),
    /** Hours after a shift's end until its conversation is deleted, 1 to 72. */
    chatHours: smallint('chat_hours').notNull().default(12),
    /** Minutes without a touch, and minutes out of sight, until a screen locks. */
    lockMinutes: smallint('lock_minutes').notNull().default(10),
    lockHiddenMinutes: smallint('lock_hidden_minutes').notNull().default(2),
    /** Minutes until *I need support now* reaches the manager on call, and the next. */
    escalatesAfterMinutes: smallint('escalates_after_minutes').array().notNull().default([2, 5]),
    /** Minutes until an unseen debrief request with urgency *now* reaches the next manager, and then the one after. */
    debriefEscalatesAfterMinutes: smallint('debrief_escalates_after_minutes')
      .array()
      .notNull()
      .default([2, 5]),
    /** Minutes before the end of the shift at which a debrief request *before I finish* escalates. */
    debriefBeforeEndMinutes: smallint('debrief_before_end_minutes').notNull().default(30),
    /** Minutes with fewer than two people in a running shift until the manager on call is notified. */
    aloneAfterMinutes: smallint('alone_after_minutes').notNull().default(10),
    /** The fewest hours between two shifts of one person, 0 to 24; 0 for no rule. */
    restHours: smallint('rest_hours').notNull().default(11),
    /** Days before a shift from which people are asked about its empty places, 0 to 14; 0 for never. */
    gapAskDays: smallint('gap_ask_days').notNull().default(14),
    /** When the daily digest is sent, in the helpline's wall time, and the day on which it was last sent. */
    dailyDigestAt: text('daily_digest_at').notNull().default('09:00'),
    digestSentOn: date('digest_sent_on'),
    /** The earliest time at which the next one may be due, an hour early. A trigger computes it from these and the time zone. */
    digestDueAt: timestamp('digest_due_at', { withTimezone: true, precision: 3 }),
    /** When the next shift of the pattern comes within the weeks that are laid out ahead. Null: its shifts have to be compared now. */
    layOutAt: timestamp('lay_out_at', { withTimezone: true, precision: 3 }),
    /** Days for which a one-time link works, 1 to 14. */
    invitationDays: smallint('invitation_days').notNull().default(3),
    /** Days after its end until a call record is erased. 0: never. Null: no manager has chosen, and nothing is erased. */
    callRecordDays: integer('call_record_days'),
    /** When the latest call began whose record was erased for its age: no report counts from before it. Null: none was. */
    recordsErasedTo: timestamp('records_erased_to', { withTimezone: true, precision: 3 }),
    /** Where bags change hands, in words. */
    exchangePlaces: text('exchange_places')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Whether numbers may be kept for call backs. */
    callBackNumbers: boolean('call_back_numbers').notNull().default(false),
    /** Whether services are read from elsewhere. */
    readsSources: boolean('reads_sources').notNull().default(false),
    /** Weeks from one to the next, of one-to-ones, team meetings and group supervision; 0 for no rhythm. */
    oneToOneWeeks: smallint('one_to_one_weeks').notNull().default(4),
    teamWeeks: smallint('team_weeks').notNull().default(4),
    groupWeeks: smallint('group_weeks').notNull().default(6),
    /** Whether plans may be agreed with callers. */
    callPlans: boolean('call_plans').notNull().default(false),
    /** Whether callers may be met, by two and in public places. */
    meetings: boolean('meetings').notNull().default(false),
    meetingsInTheEvening: boolean('meetings_in_the_evening').notNull().default(false),
    /** Whether one person may be met several times by the same two. */
    series: boolean('series').notNull().default(false),
    /** Minutes of silence after the start of a meeting, after its end, and after it was over, until the two are asked. */
    meetingThereMinutes: smallint('meeting_there_minutes').notNull().default(15),
    meetingOverMinutes: smallint('meeting_over_minutes').notNull().default(15),
    meetingHomeMinutes: smallint('meeting_home_minutes').notNull().default(60),
    /** Minutes until silence reaches the first manager, and from each to the next. */
    meetingNextMinutes: smallint('meeting_next_minutes').notNull().default(10),
    /** The first month of which monthly counts are whole, such as 2027-01; null where all are. */
    countedFrom: text('counted_from'),
    lastSupervisionOn: date('last_supervision_on'),
    nextSupervisionOn: date('next_supervision_on'),
    /** The change that last wrote these settings. */
    version: bigint('version', { mode: 'number' }).notNull().default(1),
    /** Raised by one in the transaction of every change, by a command or not; the row lock serialises a helpline's changes. */
    change: bigint('change', { mode: 'number' }).notNull().default(0),
    /**
     * Raised by triggers whenever what anybody in this helpline may see or do changes: people, places, shifts, who has joined. A
     * server that has cached a sender under this number need not read them again.
     */
    scope: bigint('scope', { mode: 'number' }).notNull().default(0),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    index('helplines_digest_due').on(table.digestDueAt),
    index('helplines_to_lay_out').on(table.layOutAt),
  ],
);
