import { uuidv7 } from 'uuidv7';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import { openSignIns } from '#server/platform/auth/sign-ins';
import type { Db } from '#server/platform/database/db';
import { personById } from '#server/people/queries';
import type { Role } from '#shared/viewer';
import type { PageStart, Somebody } from './history.ts';
import { machineDate } from '../support/real-time.ts';
import { hoursFrom } from '../support/clock.ts';

/** The first of these take part, one per page. */
const staff: [string, Role[]][] = [
  ['Ana', ['supporter']],
  ['Ben', ['supporter']],
  ['Mo', ['manager']],
  ['Sue', ['supervisor']],
  ['Cai', ['supporter']],
  ['Nan', ['manager']],
];
export const mostPages = staff.length;

export type Helpline = { id: string; everyone: Somebody[]; tonight: string; beganAt: number };
/** The change that everything laid out before the evening carries: a welcome since 1 holds all of it. */
const laidOutBy = 2;

/** A helpline of its own for one evening: a shift that is on, with Ana and Ben in it, and one for tomorrow. */
export async function openHelpline(db: Db): Promise<Helpline> {
  const id = uuidv7();
  const now = machineDate();
  const [tonight, tomorrow] = [uuidv7(), uuidv7()];
  const everyone = staff.map(([name, roles]) => ({ id: uuidv7(), name, roles }));
  const [ana, ben] = everyone as [Somebody, Somebody];
  const row = { helplineId: id, version: laidOutBy };
  await db.transaction(async (tx) => {
    await tx.insert(helplines).values({
      id,
      name: 'An evening of faults',
      timeZone: 'Europe/London',
      openingPattern: [],
      version: laidOutBy,
      change: laidOutBy,
      createdAt: now,
    });
    await tx
      .insert(people)
      .values(everyone.map(({ id, name, roles }) => ({ ...row, id, firstName: name, roles })));
    await tx.insert(shifts).values([
      { ...row, id: tonight, startsAt: hoursFrom(now, -1), endsAt: hoursFrom(now, 5) },
      { ...row, id: tomorrow, startsAt: hoursFrom(now, 23), endsAt: hoursFrom(now, 29) },
    ]);
    await tx.insert(places).values([
      { shiftId: tonight, place: 1, helplineId: id, personId: ana.id },
      { shiftId: tonight, place: 2, helplineId: id, personId: ben.id },
    ]);
  });
  return { id, everyone, tonight, beganAt: now.getTime() };
}

/** What a page needs to act as a person: their id and the cookie of a sign-in. */
export async function startOf(
  db: Db,
  helpline: Helpline,
  who: Somebody,
): Promise<Pick<PageStart, 'person' | 'who' | 'everyone' | 'cookie'>> {
  const signIns = openSignIns(db, machineDate, false);
  const [cookie] = (await signIns.start(who.id)).split(';');
  const person = await personById(db, helpline.id, who.id);
  return { who, everyone: helpline.everyone, cookie: cookie!, person: person! };
}
