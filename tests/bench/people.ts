import { uuidv7 } from 'uuidv7';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { places, shifts } from '#drizzle/schema/shifts';
import { openSignIns } from '#server/platform/auth/sign-ins';
import { openDatabase } from '#server/platform/database/db';
import { machineDate } from '../support/real-time.ts';
import { hoursFrom } from '../support/clock.ts';

export type Cookies = { sender: string; partner: string };

/** So many helplines, each with one pair that has joined a shift that is on. Returns their cookies. */
export async function seatPairs(databaseUrl: string, count: number): Promise<Cookies[]> {
  const database = openDatabase(databaseUrl);
  const { db } = database;
  const now = machineDate();
  const pairs = Array.from({ length: count }, () => ({
    helplineId: uuidv7(),
    shiftId: uuidv7(),
    sender: uuidv7(),
    partner: uuidv7(),
  }));
  const both = pairs.flatMap(({ helplineId, shiftId, sender, partner }) => [
    { helplineId, shiftId, personId: sender, place: 1 as const },
    { helplineId, shiftId, personId: partner, place: 2 as const },
  ]);
  await db.insert(helplines).values(
    pairs.map(({ helplineId }) => ({
      id: helplineId,
      name: 'Bench',
      timeZone: 'Europe/London',
      openingPattern: [],
      change: 1,
      createdAt: now,
    })),
  );
  await db.insert(people).values(
    both.map(({ helplineId, personId }) => ({
      id: personId,
      helplineId,
      version: 1,
      firstName: 'Somebody',
      roles: ['supporter' as const],
    })),
  );
  await db.insert(shifts).values(
    pairs.map(({ helplineId, shiftId }) => ({
      id: shiftId,
      helplineId,
      version: 1,
      startsAt: hoursFrom(now, -1),
      endsAt: hoursFrom(now, 6),
    })),
  );
  await db.insert(places).values(both);
  await db.insert(presences).values(
    both.map(({ helplineId, shiftId, personId }) => ({
      id: uuidv7(),
      helplineId,
      version: 1,
      shiftId,
      personId,
      joinedAt: now,
      connected: true,
      lastHeardAt: now,
      state: 'ready' as const,
      stateSince: now,
      stateReceivedAt: now,
    })),
  );
  const signIns = openSignIns(db, machineDate, false);
  const cookieOf = async (personId: string) => (await signIns.start(personId)).split(';')[0]!;
  const cookies = await Promise.all(
    pairs.map(async ({ sender, partner }) => ({
      sender: await cookieOf(sender),
      partner: await cookieOf(partner),
    })),
  );
  await database.close();
  return cookies;
}
