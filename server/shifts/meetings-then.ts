import { overlaps } from '#shared/rest';
import type { Shift } from '#shared/shifts';
import type { Db, Tx } from '../platform/database/db.ts';
import type { ShiftReactions } from './placing.ts';

type Times = Pick<Shift, 'startsAt' | 'endsAt'>;
/** Whether this person goes to a meeting with a caller during some of these times, or is on the way there or back. */
export type MeetsDuring = (personId: string, times: Times) => boolean;

/** The answer for each of these people and any times within the span. */
export async function meetingsWithin(
  { meetingSpans }: ShiftReactions,
  db: Db | Tx,
  personIds: string[],
  span: Times,
): Promise<MeetsDuring> {
  const spans = await meetingSpans(db, personIds, {
    from: new Date(span.startsAt),
    to: new Date(span.endsAt),
  });
  return (personId, times) => spans.some((one) => one.personId === personId && overlaps(one, times));
}

/** From the first start of these times to the last end. They are at least one. */
export const spanOf = (times: Times[]): Times => ({
  startsAt: new Date(Math.min(...times.map(({ startsAt }) => Date.parse(startsAt)))).toISOString(),
  endsAt: new Date(Math.max(...times.map(({ endsAt }) => Date.parse(endsAt)))).toISOString(),
});
