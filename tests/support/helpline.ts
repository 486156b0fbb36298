import { expect } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/rota';
import { hashPassword } from '#server/auth/passwords';
import { wallClockAt } from '#server/helpline/wall-clock';
import type { Role } from '#shared/people';
import type { House } from './house.ts';
import { origin } from './house.ts';
import { takeSeat, type Seat } from './seat.ts';

export const newId = () => uuidv7();
export const password = 'three quiet lamps burning';
const passwordHash = hashPassword(password);

const staff = {
  ana: ['supporter'],
  ben: ['supporter'],
  cai: ['supporter'],
  mo: ['manager'],
  nan: ['manager'],
  sue: ['supervisor'],
} as const satisfies Record<string, Role[]>;
type Name = keyof typeof staff;

/**
 * A helpline with six people, and a shift that began an hour ago and lasts four more, with Ana and Ben in it.
 * Cai is a supporter without a shift. The daily list went out this morning. Each test takes one of its own.
 */
export async function openHelpline(house: House) {
  const helplineId = uuidv7();
  const shiftId = uuidv7();
  const now = house.clock.now();
  const ids = Object.fromEntries(Object.keys(staff).map((name) => [name, uuidv7()])) as Record<Name, string>;
  const emailOf = (name: Name) => `${name}.${helplineId}@example.org`;
  const hash = await passwordHash;
  await house.db.transaction(async (tx) => {
    await tx.insert(helplines).values({
      id: helplineId,
      name: 'Test line',
      timeZone: 'Europe/London',
      openingPattern: [],
      // Three weeks: most tests leave the shift empty, and are not about that.
      aloneAfterMinutes: 30_000,
      listedOn: wallClockAt(now, 'Europe/London').day,
      change: 1,
      createdAt: now,
    });
    await tx.insert(people).values(
      Object.entries(staff).map(([name, roles]) => ({
        id: ids[name as Name],
        helplineId,
        version: 1,
        firstName: name[0]!.toUpperCase() + name.slice(1),
        email: emailOf(name as Name),
        roles: [...roles],
        passwordHash: hash,
      })),
    );
    await tx.insert(shifts).values({
      id: shiftId,
      helplineId,
      version: 1,
      startsAt: hoursFrom(now, -1),
      endsAt: hoursFrom(now, 4),
      managerId: ids.mo,
      nextManagerId: ids.nan,
    });
    await tx.insert(places).values([
      { shiftId, place: 1, helplineId, personId: ids.ana },
      { shiftId, place: 2, helplineId, personId: ids.ben },
    ]);
  });
  const seats: Seat[] = [];

  const helpline = {
    id: helplineId,
    shiftId,
    ids,
    emailOf,
    async cookieOf(name: Name): Promise<string> {
      const response = await post(house.url, '/api/sign-in', { email: emailOf(name), password });
      if (!response.ok) throw new Error(`${name} could not sign in: ${response.status}`);
      return response.headers.get('set-cookie')!.split(';')[0]!;
    },
    /** At a screen of their own, or at another server where `url` names one. */
    async seat(
      name: Name,
      { since, cookie, url = house.url }: { since?: number; cookie?: string; url?: string } = {},
    ): Promise<Seat> {
      const seat = await takeSeat(url, cookie ?? (await helpline.cookieOf(name)), since);
      seats.push(seat);
      return seat;
    },
    seatAll: async <const Names extends Name[]>(...names: Names) => {
      const taken = await Promise.all(names.map((name) => helpline.seat(name)));
      return Object.fromEntries(names.map((name, index) => [name, taken[index]!])) as Record<
        Names[number],
        Seat
      >;
    },
    /** Ana and Ben, both in the shift. */
    async pair() {
      const { ana, ben } = await helpline.seatAll('ana', 'ben');
      await expectOk(ana.send('shift:join', { shiftId }), ben.send('shift:join', { shiftId }));
      await Promise.all([ana.isWelcomedAgain(1), ben.isWelcomedAgain(1)]);
      return { ana, ben };
    },
    /** The pair, Sue the supervisor, and a call that Ana is on. */
    async pairOnCall() {
      const [{ ana, ben }, sue] = await Promise.all([helpline.pair(), helpline.seat('sue')]);
      const callId = newId();
      await expectOk(ana.send('call:start', { callId }));
      return { ana, ben, sue, call: await ana.hears('call:changed', (call) => call.id === callId) };
    },
    /** Another shift for some of the staff, its hours counted from now. */
    async addShift(from: number, to: number, names: Name[] = []): Promise<string> {
      const id = uuidv7();
      const at = house.clock.now();
      await house.db
        .insert(shifts)
        .values({ id, helplineId, version: 1, startsAt: hoursFrom(at, from), endsAt: hoursFrom(at, to) });
      for (const [index, name] of names.entries()) {
        await house.db
          .insert(places)
          .values({ shiftId: id, place: index === 0 ? 1 : 2, helplineId, personId: ids[name] });
      }
      return id;
    },
    leaveAll: () => {
      for (const seat of seats) seat.leave();
    },
  };
  return helpline;
}
export type Helpline = Awaited<ReturnType<typeof openHelpline>>;

export async function expectOk(...replies: Promise<unknown>[]): Promise<void> {
  for (const reply of await Promise.all(replies)) {
    if (JSON.stringify(reply) !== '{"ok":true}') throw new Error(`not ok: ${JSON.stringify(reply)}`);
  }
}

export const refused = (code: string) => ({ ok: false, code, message: expect.any(String) as string });

export function post(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...headers },
    body: JSON.stringify(body),
  });
}

const hoursFrom = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);
