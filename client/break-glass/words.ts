import {
  isOneOfTheTwo,
  isOwnConversation,
  mayAnswerBreakGlass,
  mayReviewBreakGlass,
  verdictWords,
  wasOpened,
  type BreakGlass,
} from '#shared/break-glass';
import type { Viewer } from '#shared/viewer';
import { moment, past } from '../ui/moments.ts';
import { inside, listed } from '../ui/number-words.ts';
import type { Times } from '../ui/times.ts';

export type Phrasing = { now: number; times: Times; nameOf: (personId: string) => string };

/** Ana and Ben; you and Ben */
export const namesOf = (ids: string[], { nameOf }: Phrasing) =>
  listed(ids.map(nameOf).sort((a, b) => Number(b === 'You') - Number(a === 'You')));

/** The heading of its page. */
export function headingOf(row: BreakGlass, viewer: Viewer, { nameOf, times }: Phrasing): string {
  if (row.state === 'asked') return `${nameOf(row.askedBy)} asked to read what two wrote`;
  if (row.state === 'open') return `Open until ${times.hour(row.until!)}`;
  if (row.state === 'shut' && !row.review && mayReviewBreakGlass(viewer, row))
    return 'Was it right to open this?';
  return wasOpened(row) ? 'It is shut again' : 'Nothing was opened';
}

/** The second person's answer, or a sentence saying that it is missing. */
export function answerOf(row: BreakGlass, { nameOf, now, times }: Phrasing): string {
  const { state, answeredBy, answeredAt, lapsesAt } = row;
  const when = answeredAt === null ? '' : past(times, now, answeredAt);
  if (state === 'asked')
    return `Nobody has answered yet. Without a yes it ends ${moment(times, now, lapsesAt)}.`;
  if (state === 'declined') return `${nameOf(answeredBy!)} said no ${when}.`;
  if (state === 'withdrawn') return `${nameOf(row.askedBy)} took it back.`;
  if (state === 'lapsed') return 'It ended without a yes.';
  return `${nameOf(answeredBy!)} said yes ${when}.`;
}

/** From when to when it was open; null if it never was. */
export function openingOf(row: BreakGlass, { nameOf, now, times }: Phrasing): string | null {
  const { answeredAt, until, shutAt, shutBy, shutBecause } = row;
  if (until === null) return null;
  if (shutAt === null) return `${times.at(answeredAt!)} to ${times.at(until)}. It shuts by itself.`;
  const shut = `Opened ${past(times, now, answeredAt!)}, shut ${past(times, now, shutAt)}`;
  if (shutBy) return `${shut}, by ${inside(nameOf(shutBy))}.`;
  return shutBecause === 'access-lost'
    ? `${shut}, because one of the two may not read it any more.`
    : `${shut}, after an hour.`;
}

/** Who of the two read it. */
export function readersOf({ readBy, state }: BreakGlass, { nameOf, now, times }: Phrasing): string {
  if (readBy.length > 0)
    return `Read by ${listed(readBy.map(({ by, at }) => `${inside(nameOf(by))} (${past(times, now, at)})`))}.`;
  return state === 'open' ? 'Neither of the two has read it yet.' : 'Neither of the two read it.';
}

/** What this reader has to do, or to know, about a request at their desk; null for nothing. */
export function deskLineOf(row: BreakGlass, viewer: Viewer, phrasing: Phrasing): string | null {
  const { nameOf, now, times } = phrasing;
  const mine = row.askedBy === viewer.id;
  if (row.state === 'asked') {
    if (mine) return 'You asked to read private words. Nobody has answered yet.';
    return mayAnswerBreakGlass(viewer, row)
      ? `${nameOf(row.askedBy)} asks for your yes or no before private words are opened, by ${moment(times, now, row.lapsesAt)}.`
      : null;
  }
  if (!wasOpened(row)) {
    if (!mine || row.seenBy.includes(viewer.id) || row.state === 'withdrawn') return null;
    return row.state === 'declined'
      ? `${nameOf(row.answeredBy!)} said no. Private words stay shut.`
      : 'Nobody said yes in time. Private words stay shut.';
  }
  if (isOwnConversation(viewer, row) || row.review) return null;
  if (row.state === 'open')
    return isOneOfTheTwo(viewer, row)
      ? `Private words are open to you until ${times.hour(row.until!)}.`
      : null;
  return reviewLineOf(row, viewer, phrasing);
}

/** States that a review is due, and its deadline. */
export function reviewLineOf(row: BreakGlass, viewer: Viewer, { now, times }: Phrasing): string {
  const opened = `Private words were opened on ${times.dayAndMonth(row.answeredAt!)}.`;
  const due = row.reviewDueAt!;
  const by = `by ${times.dayAndMonth(due)}, ${times.hour(due)}`;
  const late = Date.parse(due) <= now;
  if (!mayReviewBreakGlass(viewer, row))
    return `${opened} ${late ? 'Somebody else should have looked' : 'Somebody else has to look'} at it ${by}.`;
  return late
    ? `${opened} It should have been looked at ${by}. Please do it now.`
    : `${opened} Look at it ${by}.`;
}

/** What those whose words were opened are told, and that it falls to them to look at it. */
export function openedLineOf(row: BreakGlass, viewer: Viewer, phrasing: Phrasing): string {
  const { nameOf, times } = phrasing;
  const when = times.day(row.shiftStartsAt);
  if (row.review) {
    const verdict = verdictWords[row.review.verdict].toLowerCase();
    return `${nameOf(row.review.by)} looked at why words of yours were opened, and says: ${verdict}.`;
  }
  if (row.state === 'shut' && mayReviewBreakGlass(viewer, row))
    return `What was written on your shift of ${when} was opened. There is no third manager or supervisor, so you two say whether it was right.`;
  return `${namesOf([row.askedBy, row.answeredBy!], phrasing)} opened what was written on your shift of ${when}.`;
}
