import { calls } from '#drizzle/schema/calls';
import { debriefMessages, debriefs } from '#drizzle/schema/debriefs';
import { followUps } from '#drizzle/schema/follow-ups';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { flags } from '#drizzle/schema/flags';
import { places, shifts } from '#drizzle/schema/shifts';
import { seedTrial } from '#drizzle/seed';
import { openDatabase, type Db } from '#server/platform/database/db';
import { freshDatabase } from './database.ts';
import { stopwatch } from './real-time.ts';

/** A trial begun at `now` in a database of its own, and every row of it, shifts and calls in the order of their start. */
export async function beginTrial(now: Date) {
  const database = await freshDatabase();
  const { db, close } = openDatabase(database.url);
  const before = stopwatch();
  const { helplineId } = await seedTrial(db, now);
  const took = stopwatch() - before;
  return {
    url: database.url,
    db,
    helplineId,
    took,
    ...(await everythingIn(db)),
    async end() {
      await close();
      await database.drop();
    },
  };
}
export type BegunTrial = Awaited<ReturnType<typeof beginTrial>>;

async function everythingIn(db: Db) {
  const [helpline] = await db.select().from(helplines);
  return {
    helpline: helpline!,
    allPeople: await db.select().from(people),
    allShifts: await db.select().from(shifts).orderBy(shifts.startsAt),
    allPlaces: await db.select().from(places).orderBy(places.place),
    allCalls: await db.select().from(calls).orderBy(calls.startedAt),
    allFlags: await db.select().from(flags),
    allDebriefs: await db.select().from(debriefs),
    allLines: await db.select().from(debriefMessages),
    allFollowUps: await db.select().from(followUps),
  };
}

/** The shifts that are on at a time. */
export const onAt = <Shift extends { startsAt: Date; endsAt: Date }>(now: Date, all: Shift[]) =>
  all.filter(({ startsAt, endsAt }) => startsAt <= now && endsAt > now);
