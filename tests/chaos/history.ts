import type { CommandName, Welcome } from '#shared/contract';
import type { News, NewsName, Noun } from '#shared/nouns';
import type { Person } from '#shared/people';
import type { Role } from '#shared/viewer';
import type { Reply } from '#shared/refusals';
import type { Row } from '#shared/shapes';
import { machineDate, stopwatch } from '../support/real-time.ts';

/**
 * By how much the date of all processes is moved, read before any device's clock is stepped: see `moved-date.mjs`. A busy machine may rest
 * between the two clocks, which makes one reading too low, so the highest of many counts.
 */
const aheadMs = Math.round(
  Math.max(
    ...Array.from({ length: 50 }, () => machineDate().getTime() - performance.timeOrigin - stopwatch()),
  ),
);

/** Milliseconds since 1970 by the date that all processes share, which stepping a device's clock does not touch. */
export const moment = () => performance.timeOrigin + stopwatch() + aheadMs;

type Fields = Record<string, unknown>;
export type NewsHeard = { [Name in NewsName]: { name: Name; row: News[Name] } }[NewsName];

/** What one page did and received, in its own order. */
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
/** What each person's page did and received. */
export type History = { who: Somebody; happenings: Happening[] }[];

/** Requests from the harness to a page, and their answers. */
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
/** Requests to a page's process; only `tell` is answered. */
export type Page = { obey: (order: PageOrder) => Told | undefined };
export type Told = { happenings: Happening[]; view: View; waiting: number; connected: boolean };
