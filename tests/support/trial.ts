import { calls } from '#drizzle/schema/calls';
import { debriefMessages, debriefs } from '#drizzle/schema/debriefs';
import { followUps } from '#drizzle/schema/follow-ups';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { flags } from '#drizzle/schema/flags';
import { places, shifts } from '#drizzle/schema/shifts';
import { seedTrial } from '#drizzle/seed';
import type { Db } from '#server/platform/database/db';
import { openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { sealRows } from '#server/sealed-tables';
import { freshDatabase } from './database.ts';
import { openTestKeys } from './keys.ts';
import { opened } from './opened.ts';

/** A trial begun at `now` in a database of its own, and every row of it, shifts and calls in the order of their start. */
export async function beginTrial(now: Date) {
  const database = await freshDatabase();
  const { db, close } = openSealedDatabase(database.url, await openTestKeys(database.url));
  const before = process.cpuUsage();
  const { helplineId } = await seedTrial(db, now, sealRows);
  const { user, system } = process.cpuUsage(before);
  return {
    url: database.url,
    db,
    helplineId,
    /** Milliseconds of work in this process, however busy the machine is. */
    worked: (user + system) / 1_000,
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
    allCalls: await opened(db, calls, await db.select().from(calls).orderBy(calls.startedAt)),
    allFlags: await opened(db, flags, await db.select().from(flags)),
    allDebriefs: await opened(db, debriefs, await db.select().from(debriefs)),
    allLines: await opened(db, debriefMessages, await db.select().from(debriefMessages)),
    allFollowUps: await opened(db, followUps, await db.select().from(followUps)),
  };
}

/** The shifts that are on at a time. */
export const onAt = <Shift extends { startsAt: Date; endsAt: Date }>(now: Date, all: Shift[]) =>
  all.filter(({ startsAt, endsAt }) => startsAt <= now && endsAt > now);
