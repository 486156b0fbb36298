import type { CommandName, Welcome } from '#shared/contract';
import type { News, NewsName, Noun } from '#shared/nouns';
import type { Person } from '#shared/people';
import type { Role } from '#shared/viewer';
import type { Reply } from '#shared/refusals';
import type { Row } from '#shared/shapes';
import { stopwatch } from '../support/real-time.ts';

/** Milliseconds since 1970 by the machine's own clock, which stepping a device's clock does not touch. */
export const moment = () => performance.timeOrigin + stopwatch();

type Fields = Record<string, unknown>;
export type NewsHeard = { [Name in NewsName]: { name: Name; row: News[Name] } }[NewsName];

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

export { nounOf, nouns } from '../support/nouns.ts';
/** Everything one page shows, noun by noun. */
export type View = Record<Noun, Row[]>;

export type Somebody = { id: string; name: string; roles: Role[] };
/** What each person's page did and heard. */
export type History = { who: Somebody; happenings: Happening[] }[];

/** What the harness asks of a page, and what it is told. */
export type PageStart = {
  url: string;
  origin: string;
  cookie: string;
  person: Person;
  who: Somebody;
  everyone: Somebody[];
  seed: number;
};
export type PageOrder =
  | { order: 'open'; start: PageStart }
  | { order: 'act'; perSecond: number }
  | { order: 'rest' }
  | { order: 'step clock'; milliseconds: number }
  | { order: 'wake' }
  | { order: 'tell' }
  | { order: 'close' };
/** What a page's process does with an order; only `tell` is answered. */
export type Page = { obey: (order: PageOrder) => Told | undefined };
export type Told = { happenings: Happening[]; view: View; waiting: number; connected: boolean };
