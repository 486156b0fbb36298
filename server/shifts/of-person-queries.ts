import { and, asc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import { lostPlaces } from '#drizzle/schema/feeds';
import { places, shifts } from '#drizzle/schema/shifts';
import { personalUpdates } from '#drizzle/schema/updates';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Db } from '../platform/database/db.ts';

/** A place of one person. `version`: what last changed in it that they could see. `revisedAt`: when. */
export type PlaceInTime = {
  shiftId: string;
  startsAt: Date;
  endsAt: Date;
  revisedAt: Date;
  version: number;
};
type Within = { from: Date; until: Date };

/** Who comes and goes in a shift gives it a version too, which is none of a calendar's business. */
const visibleVersion = sql<number>`coalesce((${shifts.audienceVersions} -> 'named' ->> 'version')::bigint, ${shifts.version})`;

/** When they were put on it, or last told of a change to it, such as other times. */
const lastChange = sql<Date>`greatest(${places.placedAt}, ${personalUpdates.at})`.mapWith(places.placedAt);

/** The places of this person in the shifts that begin within these times. */
export async function placesOf(db: Db, personId: string, { from, until }: Within): Promise<PlaceInTime[]> {
  return db
    .select({
      shiftId: shifts.id,
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
      revisedAt: lastChange,
      version: visibleVersion.mapWith(Number),
    })
    .from(places)
    .innerJoin(shifts, eq(shifts.id, places.shiftId))
    .leftJoin(
      personalUpdates,
      and(eq(personalUpdates.shiftId, places.shiftId), eq(personalUpdates.personId, places.personId)),
    )
    .where(and(eq(places.personId, personId), gte(shifts.startsAt, from), lt(shifts.startsAt, until)))
    .orderBy(asc(shifts.startsAt));
}

/** The places that they lost not too long ago, in the shifts that were to begin within these times. */
export async function lostPlacesOf(
  db: Db,
  personId: string,
  { from, until }: Within,
  now: Date,
): Promise<PlaceInTime[]> {
  const { shiftId, startsAt, endsAt, lostAt, version } = lostPlaces;
  return db
    .select({ shiftId, startsAt, endsAt, revisedAt: lostAt, version })
    .from(lostPlaces)
    .where(
      and(
        eq(lostPlaces.personId, personId),
        gte(startsAt, from),
        lt(startsAt, until),
        gt(lostAt, daysBefore(now, retentionDays.lostPlaces)),
      ),
    )
    .orderBy(asc(startsAt));
}
