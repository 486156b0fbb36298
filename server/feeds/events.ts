import { createHash } from 'node:crypto';
import { feedDays } from '#shared/feeds';
import type { CalendarEvent } from '../calendar/calendar.ts';
import { gatheringsOf } from '../gatherings/feed-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Db } from '../platform/database/db.ts';
import { lostPlacesOf, placesOf, type PlaceInTime } from '../shifts/of-person-queries.ts';
import { sequenceOf } from './sequence.ts';

/** What the calendar of this person holds: their places and gatherings, and for a while the places they lost, as cancelled. */
export async function eventsOf(db: Db, personId: string, now: Date): Promise<CalendarEvent[]> {
  const within = { from: daysBefore(now, feedDays.back), until: daysBefore(now, -feedDays.ahead) };
  const [held, lost, gathered] = await Promise.all([
    placesOf(db, personId, within),
    lostPlacesOf(db, personId, within, now),
    gatheringsOf(db, personId, within),
  ]);
  const has = new Set(held.map(({ shiftId }) => shiftId));
  const gone = lost.filter(({ shiftId }) => !has.has(shiftId));
  const shifts = [...held, ...gone.map((place) => ({ ...place, isCancelled: true }))];
  return [
    ...shifts.map(({ shiftId, ...place }) => eventOf(uidOf(shiftId, personId), place)),
    ...gathered.map(({ id, ...gathering }) => eventOf(uidOf(id, personId), gathering)),
  ];
}

const eventOf = (
  uid: string,
  { version, ...place }: Omit<PlaceInTime, 'shiftId'> & { isCancelled?: boolean },
): CalendarEvent => ({ ...place, uid, sequence: sequenceOf(version) });

/** Names neither the shift or gathering nor the person: two who share one have different events. */
const uidOf = (ofWhat: string, personId: string) =>
  createHash('sha256').update(`${ofWhat}-${personId}`).digest('hex').slice(0, 32);
