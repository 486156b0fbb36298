import { callCommands, type Call, type CallNews } from './calls.ts';
import { messageCommands, type MessageNews, type Message, type Typing } from './messages.ts';
import { checkInCommands, type CheckIn, type CheckInNews } from './check-ins.ts';
import { debriefMessageCommands, type DebriefMessage, type DebriefMessageNews } from './debrief-messages.ts';
import { debriefCommands, type Debrief, type DebriefNews } from './debriefs.ts';
import { followUpCommands, type FollowUp, type FollowUpNews } from './follow-ups.ts';
import { helplineCommands, type Helpline, type HelplineNews } from './helpline.ts';
import { missedCallCommands, type MissedCall, type MissedCallNews } from './missed-calls.ts';
import { grantCommands, type Grant, type GrantNews } from './grants.ts';
import { peopleCommands, type PeopleNews, type Person } from './people.ts';
import { presenceCommands, type Presence, type PresenceNews } from './presence.ts';
import {
  notificationCommands,
  type NotificationPreferences,
  type NotificationNews,
  type Undelivered,
} from './notifications.ts';
import type { Reply } from './refusals.ts';
import { flagCommands, type Flag, type FlagNews } from './flags.ts';
import { shiftCommands, type ShiftNews, type Shift } from './shifts.ts';
import type * as v from 'valibot';
import { updateCommands, type PersonalUpdate, type UpdateNews } from './updates.ts';
import { signalCommands, type Signal, type SignalNews } from './signals.ts';

export const commands = {
  ...presenceCommands,
  ...callCommands,
  ...missedCallCommands,
  ...messageCommands,
  ...signalCommands,
  ...debriefCommands,
  ...debriefMessageCommands,
  ...followUpCommands,
  ...checkInCommands,
  ...flagCommands,
  ...grantCommands,
  ...shiftCommands,
  ...peopleCommands,
  ...notificationCommands,
  ...helplineCommands,
  ...updateCommands,
};
export type CommandName = keyof typeof commands;
/** What the sender writes, before defaults are filled in. */
export type CommandFields<Name extends CommandName> = v.InferInput<(typeof commands)[Name]>;

/** What happened, as the whole row that changed, as this hearer may see it. */
export type News = PresenceNews &
  CallNews &
  MissedCallNews &
  MessageNews &
  SignalNews &
  DebriefNews &
  DebriefMessageNews &
  FollowUpNews &
  CheckInNews &
  FlagNews &
  GrantNews &
  ShiftNews &
  PeopleNews &
  NotificationNews &
  HelplineNews &
  UpdateNews;
export type NewsName = keyof News;

/**
 * The first thing said on every connection, and again whenever more becomes visible.
 * Holds every visible row changed after `since`; `since` 0 means all of it, so whatever else was kept is out of date.
 */
export type Welcome = {
  version: number;
  since: number;
  /** The server's clock in milliseconds since 1970, so that no timer trusts the device's. */
  now: number;
  trial: boolean;
  me: Person;
  helpline: Helpline;
  people: Person[];
  shifts: Shift[];
  presences: Presence[];
  calls: Call[];
  missedCalls: MissedCall[];
  messages: Message[];
  signals: Signal[];
  debriefs: Debrief[];
  flags: Flag[];
  debriefMessages: DebriefMessage[];
  followUps: FollowUp[];
  checkIns: CheckIn[];
  grants: Grant[];
  notificationPreferences: NotificationPreferences[];
  undelivered: Undelivered[];
  updates: PersonalUpdate[];
};

export type ToServer = {
  [Name in CommandName]: (
    /** `at` is when it happened, on the sender's clock set right by the server's. */
    fields: CommandFields<Name> & { commandId: string; at?: string },
    answer: (reply: Reply) => void,
  ) => void;
} & {
  typing: (typing: { on: boolean; to?: string }) => void;
  /** Is anybody there? Answered at once, with the server's clock. */
  probe: (answer: (life: { ok: true; now: number }) => void) => void;
};

export type ToClient = { [Name in NewsName]: (row: News[Name]) => void } & {
  welcome: (welcome: Welcome) => void;
  typing: (typing: Typing) => void;
};
