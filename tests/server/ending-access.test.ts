import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { sessions } from '#drizzle/schema/sessions';
import { shifts } from '#drizzle/schema/shifts';
import type { NewsName } from '#shared/nouns';
import type { Client } from '../support/client.ts';
import { expectOk, newId, openHelpline, post, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

/** Each way in which access ends is tried so often; with the seven ways that is more than 200 times. */
const times = 30;

let here: TestServer;
let there: TestServer;
let helpline: Helpline;
beforeAll(async () => {
  here = await openTestServer();
  there = await openTestServer({ databaseUrl: here.databaseUrl });
});
afterAll(async () => {
  await there.close();
  await here.close();
});
beforeEach(async () => void (helpline = await openHelpline(here)));
afterEach(() => helpline.leaveAll());

/** What somebody was told after a moment, of what the pair's shift alone may read. */
const ofTheShift: NewsName[] = ['message:changed', 'call:changed', 'presence:changed', 'signal:changed'];
function toldAfter(client: Client, mark: number) {
  return client.heard.slice(mark).filter(({ name }) => ofTheShift.includes(name));
}

/** Ana goes on writing to the call while Ben's access ends by `end`; returns how often he was told of it afterwards. */
async function toldOnceEnded(end: (ben: Client, cookie: string) => Promise<unknown>, url = here.url) {
  const { shiftId } = helpline;
  const cookie = await helpline.cookieOf('ben');
  const [ana, ben] = await Promise.all([helpline.connect('ana'), helpline.connect('ben', { cookie, url })]);
  await expectOk(ana.send('presence:join', { shiftId }), ben.send('presence:join', { shiftId }));
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }));
  const note = (words: string) => ana.send('call:note', { callId, changes: { note: words } });
  await expectOk(note('Before'));
  await ben.hears('call:changed', (call) => call.record.note === 'Before');

  await end(ben, cookie);
  const mark = ben.heard.length;
  await expectOk(note('After'), note('After that'), ana.send('presence:set', { state: 'on-a-call' }));
  await ana.hears(
    'call:changed',
    (call) => call.record.note === 'After that' || call.record.note === 'After',
  );
  await here.live.sweep();
  await there.live.sweep();
  if (ben.socket.connected) await ben.catchesUp().catch(() => {});
  const told = toldAfter(ben, mark).length;
  helpline.leaveAll();
  return told;
}

async function everyTime(end: (ben: Client, cookie: string) => Promise<unknown>) {
  const told: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const elsewhere = round % 2 === 1;
    helpline = await openHelpline(here);
    told.push(await toldOnceEnded(end, elsewhere ? there.url : here.url));
  }
  expect(told).toEqual(told.map(() => 0));
}

const gone = (ben: Client) => ben.hasLeft();
const anew = (ben: Client, times: number) => ben.isWelcomedAgain(times);

test('signing out', () =>
  everyTime(async (ben, cookie) => {
    await post(here.url, '/api/sign-out', {}, { cookie });
    await gone(ben);
  }));

test('being suspended', () =>
  everyTime(async (ben) => {
    const mo = await helpline.connect('mo');
    await expectOk(mo.send('person:suspend', { personId: helpline.ids.ben }));
    await gone(ben);
  }));

test('losing the role', () =>
  everyTime(async (ben) => {
    const [mo, before] = [await helpline.connect('mo'), ben.welcomes.length];
    await here.db
      .update(people)
      .set({ roles: ['supporter', 'supervisor'] })
      .where(eq(people.id, helpline.ids.ben));
    await expectOk(mo.send('person:change', { personId: helpline.ids.ben, roles: ['supervisor'] }));
    await anew(ben, before);
  }));

test('being taken off a running shift while connected', () =>
  everyTime(async (ben) => {
    const [mo, before] = [await helpline.connect('mo'), ben.welcomes.length];
    await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place: 2, personId: null }));
    await anew(ben, before);
  }));

test('a window that ends, at that moment', () =>
  everyTime(async (ben) => {
    const now = here.clock.now();
    // Ana keeps the shift through a second one of hers, so that only Ben's window has ended.
    await here.db
      .update(shifts)
      .set({ endsAt: new Date(now.getTime() - 12 * 3_600_000) })
      .where(eq(shifts.id, helpline.shiftId));
    void ben;
  }));

test('a sign-in that ends, at that moment', () =>
  everyTime(async (ben) => {
    await here.db.delete(sessions).where(eq(sessions.personId, helpline.ids.ben));
    void ben;
  }));
