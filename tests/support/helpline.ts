import { expect } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import { hashPassword } from '#server/platform/auth/passwords';
import { openSignIns } from '#server/platform/auth/sign-ins';
import { wallClockAt } from '#server/helpline/wall-clock';
import type { Role } from '#shared/viewer';
import type { TestServer } from './test-server.ts';
import { origin } from './test-server.ts';
import { connectClient, type Client } from './client.ts';
import { hoursFrom } from './clock.ts';

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
 * Cai is a supporter without a shift. The daily digest was sent this morning. Each test takes one of its own.
 */
export async function openHelpline(testServer: TestServer) {
  const helplineId = uuidv7();
  const shiftId = uuidv7();
  const now = testServer.clock.now();
  const ids = Object.fromEntries(Object.keys(staff).map((name) => [name, uuidv7()])) as Record<Name, string>;
  const emailOf = (name: Name) => `${name}.${helplineId}@example.org`;
  const hash = await passwordHash;
  await testServer.db.transaction(async (tx) => {
    await tx.insert(helplines).values({
      id: helplineId,
      name: 'Test line',
      timeZone: 'Europe/London',
      openingPattern: [],
      // Three weeks: most tests leave the shift empty, and are not about that.
      aloneAfterMinutes: 30_000,
      // Far ahead, so that no due job lays out shifts: the pattern is empty.
      layOutAt: hoursFrom(now, 24 * 365),
      // Most tests place people close together, or leave places empty, and are not about that.
      restHours: 0,
      gapAskDays: 0,
      digestSentOn: wallClockAt(now, 'Europe/London').day,
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
  const clients: Client[] = [];
  const signIns = openSignIns(testServer.db, testServer.clock.now, false);

  const helpline = {
    id: helplineId,
    shiftId,
    ids,
    clock: testServer.clock,
    emailOf,
    /** Creates a sign-in without checking a password, which is slow on purpose; `signIn` goes through HTTP. */
    async cookieOf(name: Name): Promise<string> {
      return (await signIns.start(ids[name])).split(';')[0]!;
    },
    /** The cookie for the right password; fails with the HTTP status if it is refused. */
    async signIn(name: Name): Promise<string> {
      const response = await post(testServer.url, '/api/sign-in', { email: emailOf(name), password });
      if (!response.ok) throw new Error(`${name} could not sign in: ${response.status}`);
      return response.headers.get('set-cookie')!.split(';')[0]!;
    },
    /** Connects as this person, to another server if `url` names one. */
    async connect(
      name: Name,
      { since, cookie, url = testServer.url }: { since?: number; cookie?: string; url?: string } = {},
    ): Promise<Client> {
      const client = await connectClient(url, cookie ?? (await helpline.cookieOf(name)), since);
      clients.push(client);
      return client;
    },
    connectAll: async <const Names extends Name[]>(...names: Names) => {
      const taken = await Promise.all(names.map((name) => helpline.connect(name)));
      return Object.fromEntries(names.map((name, index) => [name, taken[index]!])) as Record<
        Names[number],
        Client
      >;
    },
    /** Ana and Ben, both in the shift. */
    async pair() {
      const { ana, ben } = await helpline.connectAll('ana', 'ben');
      await expectOk(ana.send('presence:join', { shiftId }), ben.send('presence:join', { shiftId }));
      await Promise.all([ana.isWelcomedAgain(1), ben.isWelcomedAgain(1)]);
      return { ana, ben };
    },
    /** The pair, Sue the supervisor, and a call that Ana is on. */
    async pairOnCall() {
      const [{ ana, ben }, sue] = await Promise.all([helpline.pair(), helpline.connect('sue')]);
      const callId = newId();
      await expectOk(ana.send('call:start', { callId }));
      return { ana, ben, sue, call: await ana.hears('call:changed', (call) => call.id === callId) };
    },
    /** Another shift for some of the staff, its hours counted from now. */
    async addShift(from: number, to: number, names: Name[] = []): Promise<string> {
      const id = uuidv7();
      const at = testServer.clock.now();
      await testServer.db
        .insert(shifts)
        .values({ id, helplineId, version: 1, startsAt: hoursFrom(at, from), endsAt: hoursFrom(at, to) });
      for (const [index, name] of names.entries()) {
        await testServer.db
          .insert(places)
          .values({ shiftId: id, place: index === 0 ? 1 : 2, helplineId, personId: ids[name] });
      }
      return id;
    },
    leaveAll: () => {
      for (const client of clients) client.leave();
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

/** The reply to a command that was refused: with exactly this sentence, one that matches, or any. */
export const refused = (code: string, sentence: string | RegExp = /./) => ({
  ok: false,
  code,
  message: typeof sentence === 'string' ? sentence : (expect.stringMatching(sentence) as string),
});

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
