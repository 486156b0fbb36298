import { and, eq, gte, lt, or, sql } from 'drizzle-orm';
import { gatherings } from '#drizzle/schema/gatherings';
import { people } from '#drizzle/schema/people';
import type { Db } from '../platform/database/db.ts';

/** The gatherings to which this person is invited that begin within these times. What they cannot come to counts as cancelled. */
export async function gatheringsOf(db: Db, personId: string, { from, until }: { from: Date; until: Date }) {
  const has = (...roles: string[]) => sql`${people.roles} && ${sql.param(roles)}::text[]`;
  const rows = await db
    .select({
      id: gatherings.id,
      startsAt: gatherings.startsAt,
      minutes: gatherings.minutes,
      revisedAt: gatherings.revisedAt,
      version: gatherings.version,
      isCancelled: sql<boolean>`${gatherings.state} = 'cancelled' or ${personId}::uuid = any(${gatherings.cannotIds})`,
    })
    .from(gatherings)
    .innerJoin(people, and(eq(people.id, personId), eq(people.helplineId, gatherings.helplineId)))
    .where(
      and(
        gte(gatherings.startsAt, from),
        lt(gatherings.startsAt, until),
        or(
          eq(gatherings.ledBy, personId),
          eq(gatherings.withId, personId),
          and(eq(gatherings.kind, 'team'), has('supporter', 'manager')),
          and(eq(gatherings.kind, 'group'), has('supporter', 'supervisor')),
        ),
      ),
    )
    .orderBy(gatherings.startsAt);
  return rows.map(({ minutes, startsAt, ...row }) => ({
    ...row,
    startsAt,
    endsAt: new Date(startsAt.getTime() + minutes * 60_000),
  }));
}

/** The planned gatherings that begin within these times, with the ids of the two of a one-to-one; null ids for a meeting. */
export async function gatheringsBetween(db: Db, helplineId: string, { from, to }: { from: Date; to: Date }) {
  const rows = await db
    .select()
    .from(gatherings)
    .where(
      and(
        eq(gatherings.helplineId, helplineId),
        eq(gatherings.state, 'planned'),
        gte(gatherings.startsAt, from),
        lt(gatherings.startsAt, to),
      ),
    );
  return rows.map(({ id, startsAt, minutes, ledBy, withId }) => ({
    id,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + minutes * 60_000).toISOString(),
    ids: withId === null ? null : [ledBy, withId],
  }));
}
