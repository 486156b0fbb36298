import * as v from 'valibot';
import { isA, type Viewer } from './viewer.ts';
import { leastCallRecordDays, mostCallRecordDays } from './retention.ts';
import { timeOfDay } from './shifts.ts';
import { changeOf, day, line, whole, type Row } from './shapes.ts';

export type Helpline = Row & {
  name: string;
  timeZone: string;
  /** Hours after a shift's end until its conversation is deleted. */
  chatHours: number;
  /** Minutes without a touch, and minutes out of sight, until a screen locks. */
  lockMinutes: number;
  lockHiddenMinutes: number;
  /** Minutes until an unanswered *I need support now* reaches the manager on call, and then the next. */
  escalatesAfterMinutes: number[];
  /** Minutes until an unseen debrief request with urgency *now* reaches the next manager, and then the one after. */
  debriefEscalatesAfterMinutes: number[];
  /** Minutes before the end of the shift at which a debrief request *before I finish* escalates. */
  debriefBeforeEndMinutes: number;
  /** Minutes with fewer than two people in a running shift until the manager on call is notified. */
  aloneAfterMinutes: number;
  /** The fewest hours between two shifts of one person; 0 for no rule. */
  restHours: number;
  /** Days before a shift from which people are asked about its empty places: the marks in `gapDays` up to it; 0 for never. */
  gapAskDays: number;
  /** When the daily digest is sent, in the helpline's wall time. */
  dailyDigestAt: string;
  /** Days for which a one-time link works. */
  invitationDays: number;
  /** Days after a call until its record is erased. 0: never. Null: no manager has chosen, and nothing is erased. */
  callRecordDays: number | null;
  /** Where bags change hands, in words. */
  exchangePlaces: string[];
  /** Whether a number may be kept here for a call back, 48 hours at most. Off until a manager switches it on. */
  callBackNumbers: boolean;
  /** Whether services are read from elsewhere. False until a manager has settled what that takes. */
  readsSources: boolean;
  /** Whether callers may be met, by two and in public places. Off until a manager has settled what that takes. */
  meetings: boolean;
  meetingsInTheEvening: boolean;
  /** Whether one person may be met several times by the same two. Off until a manager has settled what that takes. */
  series: boolean;
  /** Minutes of silence after the start of a meeting, after its end, and after it was over, until the two are asked. */
  meetingThereMinutes: number;
  meetingOverMinutes: number;
  meetingHomeMinutes: number;
  /** Minutes until silence reaches the first manager, and from each to the next. */
  meetingNextMinutes: number;
  /** Weeks from one to the next; 0 for no rhythm. */
  oneToOneWeeks: number;
  teamWeeks: number;
  groupWeeks: number;
  /** Whether plans may be agreed with callers who ring often. Off until a manager switches it on. */
  callPlans: boolean;
  /** The dates of the last and next group supervision, such as 2026-11-22; null for none. */
  lastSupervisionOn: string | null;
  nextSupervisionOn: string | null;
};

export const mostExchangePlaces = 8;

/** Two waits in minutes, the second longer than the first. */
const twoWaits = v.pipe(
  v.tuple([whole(1, 60), whole(1, 120)]),
  v.check(([first, second]) => first < second, 'The second time has to be later than the first.'),
);

/** Days after a call until its record is erased; 0 for never. */
export const callRecordDays = v.pipe(
  whole(0, mostCallRecordDays),
  v.check(
    (days) => days === 0 || days >= leastCallRecordDays,
    `It has to be ${leastCallRecordDays} days or more.`,
  ),
);

const settings = {
  chatHours: v.optional(whole(1, 72)),
  lockMinutes: v.optional(whole(1, 60)),
  lockHiddenMinutes: v.optional(whole(1, 30)),
  escalatesAfterMinutes: v.optional(twoWaits),
  debriefEscalatesAfterMinutes: v.optional(twoWaits),
  debriefBeforeEndMinutes: v.optional(whole(5, 120)),
  aloneAfterMinutes: v.optional(whole(5, 30)),
  restHours: v.optional(whole(0, 24)),
  gapAskDays: v.optional(whole(0, 14)),
  oneToOneWeeks: v.optional(whole(0, 26)),
  teamWeeks: v.optional(whole(0, 26)),
  groupWeeks: v.optional(whole(0, 26)),
  dailyDigestAt: v.optional(timeOfDay),
  invitationDays: v.optional(whole(1, 14)),
  callRecordDays: v.optional(callRecordDays),
  callBackNumbers: v.optional(v.boolean()),
  callPlans: v.optional(v.boolean()),
  exchangePlaces: v.optional(v.pipe(v.array(line), v.maxLength(mostExchangePlaces))),
  readsSources: v.optional(v.boolean()),
  meetings: v.optional(v.boolean()),
  meetingsInTheEvening: v.optional(v.boolean()),
  series: v.optional(v.boolean()),
  meetingThereMinutes: v.optional(whole(5, 60)),
  meetingOverMinutes: v.optional(whole(5, 60)),
  meetingHomeMinutes: v.optional(whole(15, 180)),
  meetingNextMinutes: v.optional(whole(2, 30)),
};

export const helplineCommands = {
  /**
   * Fields that are left out stay unchanged. A change of `chatHours` also applies to existing conversations.
   * `basedOn` holds what the sender saw in the settings that they change.
   */
  'helpline:change': changeOf({}, settings),
  'helpline:planSupervision': v.strictObject({
    lastOn: v.optional(v.nullable(day)),
    nextOn: v.optional(v.nullable(day)),
  }),
};
export type HelplineNews = { 'helpline:changed': Helpline };

/** Managers. */
export const mayChangeHelpline = (viewer: Viewer) => isA(viewer, 'manager');
/** Supervisors and managers. */
export const mayPlanSupervision = (viewer: Viewer) => isA(viewer, 'supervisor') || isA(viewer, 'manager');

/** Visible to the people of the helpline; null for everybody else. */
export const helplineAsSeenBy = (viewer: Viewer, helpline: Helpline): Helpline | null =>
  helpline.id === viewer.helplineId ? helpline : null;
