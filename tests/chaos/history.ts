import type { CommandName, News, NewsName, Welcome } from '#shared/contract';
import type { Person, Role } from '#shared/people';
import type { Reply } from '#shared/refusals';
import type { Row } from '#shared/shapes';

/** Milliseconds since 1970 by the machine's own clock, which stepping a device's clock does not touch. */
export const moment = () => performance.timeOrigin + performance.now();

type Fields = Record<string, unknown>;
/** The helpline's own settings are one row that every welcome brings whole, so they are left out here. */
type RowNews = Exclude<NewsName, 'helpline:changed'>;
export type NewsHeard = { [Name in RowNews]: { name: Name; row: News[Name] } }[RowNews];

/** What one page did and what came to it, in the order in which it happened there. */
export type Happening = { at: number } & (
  | { kind: 'sent'; commandId: string; name: CommandName; fields: Fields }
  | { kind: 'answered'; commandId: string; reply: Reply }
  | ({ kind: 'heard' } & NewsHeard)
  | { kind: 'welcomed'; welcome: Welcome }
  | { kind: 'disconnected'; reason: string }
  | { kind: 'shown'; commandId: string; isShown: boolean }
  | { kind: 'went back'; noun: string; id: string; from: number; to: number | null }
);

export type Noun =
  | 'people'
  | 'shifts'
  | 'presences'
  | 'calls'
  | 'missedCalls'
  | 'messages'
  | 'signals'
  | 'debriefs'
  | 'flags'
  | 'debriefMessages'
  | 'followUps'
  | 'checkIns'
  | 'grants'
  | 'notificationPreferences'
  | 'undelivered'
  | 'updates';
export const nouns: Noun[] = [
  'people',
  'shifts',
  'presences',
  'calls',
  'missedCalls',
  'messages',
  'signals',
  'debriefs',
  'flags',
  'debriefMessages',
  'followUps',
  'checkIns',
  'grants',
  'notificationPreferences',
  'undelivered',
  'updates',
];
export const nounOf: Record<RowNews, Noun> = {
  'person:changed': 'people',
  'shift:changed': 'shifts',
  'presence:changed': 'presences',
  'call:changed': 'calls',
  'missedCall:changed': 'missedCalls',
  'message:changed': 'messages',
  'signal:changed': 'signals',
  'debrief:changed': 'debriefs',
  'flag:changed': 'flags',
  'debriefMessage:changed': 'debriefMessages',
  'followUp:changed': 'followUps',
  'checkIn:changed': 'checkIns',
  'grant:changed': 'grants',
  'notificationPreferences:changed': 'notificationPreferences',
  'undelivered:changed': 'undelivered',
  'update:changed': 'updates',
};
/** Everything one page shows, noun by noun. */
export type View = Record<Noun, Row[]>;

export type Somebody = { id: string; name: string; roles: Role[] };
/** What each person's page did and heard. */
export type History = { who: Somebody; happenings: Happening[] }[];

/** What the harness asks of a page, and what it is told. */
export type Grant = {
  url: string;
  origin: string;
  cookie: string;
  person: Person;
  who: Somebody;
  everyone: Somebody[];
  seed: number;
};
export type CommandKey =
  | { order: 'open'; opening: Grant }
  | { order: 'act'; perSecond: number }
  | { order: 'rest' }
  | { order: 'step clock'; milliseconds: number }
  | { order: 'wake' }
  | { order: 'tell' }
  | { order: 'close' };
/** What a page's process does with an order; only `tell` is answered. */
export type Page = { obey: (order: CommandKey) => Told | undefined };
export type Told = { happenings: Happening[]; view: View; waiting: number; connected: boolean };
