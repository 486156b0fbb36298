import type { TalkWay } from './plans.ts';
import type { Row } from './shapes.ts';
import type { Sheet } from './sheets.ts';

export const seriesKinds = {
  meetings: 'Meetings',
  workbook: 'The workbook',
} as const;
export type SeriesKind = keyof typeof seriesKinds;

/** `offered`: nothing of the person is written yet but the name they are known by. `active`: they have said yes. */
export type SeriesState = 'offered' | 'active' | 'ended';

/** Why the two, or a manager, end a series. */
export const seriesReasons = {
  done: 'We have done what we met for',
  they: 'They do not want to go on',
  we: 'We cannot go on',
  'not-now': 'It is not the time for it',
} as const;
export type SeriesReason = keyof typeof seriesReasons;

/** `review`: at half they did not want to go on. `left`: one of the two has left. `lapsed`: nobody wrote down a yes in time. */
export type SeriesEnding = SeriesReason | 'consent-back' | 'review' | 'left' | 'lapsed' | 'time-over';

/** That a service or a team was told, with the person there. */
export type ToldTeam = { on: string; by: string };

/** Meetings of one person with the same two supporters, to which the person has said yes. */
export type Series = Row & {
  kind: SeriesKind;
  state: SeriesState;
  /** The two who go. */
  withIds: string[];
  offeredBy: string;
  offeredAt: string;
  /** Null once it is erased, and from the minute in which the yes is taken back. */
  knownAs: string | null;
  /** What they want from it, in words that they chose; null until they have said yes. */
  purpose: string | null;
  /** How many meetings at most, and weeks from one to the next. */
  most: number;
  everyWeeks: number;
  /** How and on which day they said yes. */
  consentedHow: TalkWay | null;
  consentedOn: string | null;
  /** Meetings that took place. */
  held: number;
  /** When it was looked at together at half, and what was changed then. */
  reviewedAt: string | null;
  changed: string | null;
  /** The sheets that were opened, by name alone. */
  sheets: Sheet[];
  toldTeam: ToldTeam[];
  /** When an offer lapses, or the series ends by itself; null once it has ended. */
  endsBy: string | null;
  ending: SeriesEnding | null;
  endedAt: string | null;
  /** Null for no person. */
  endedBy: string | null;
  /** The first names of the two. */
  people: { id: string; firstName: string }[];
};

/** The fewest and most meetings, and weeks from one to the next. */
export const leastMeetings = 2;
export const mostMeetings = 10;
export const mostWeeksBetween = 4;
/** From so many meetings left on, the end is prepared. */
export const nearEnd = 3;
/** Days for which an offer waits for a yes. */
export const offerDays = 14;
/** Days by which a series may take longer than its meetings, before it ends by itself. */
export const spareDays = 28;
/** Days after its end until what is written is erased. */
export const seriesWordsDays = 14;
/** Hours within which everything is erased once the yes is taken back, or where there never was one. */
export const consentBackHours = 24;
/** The most series of a helpline that are offered or active at a time. */
export const mostOpenSeries = 200;
/** How often it can be written down that a team was told. */
export const mostTold = 20;

export type SeriesNews = { 'series:changed': Series };
