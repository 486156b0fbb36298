import { afterAll, beforeAll, expect, test } from 'vitest';
import { identity } from '#server/identity';
import { nouns as registered } from '#server/nouns';
import { openRegistry } from '#server/platform/live/registry';
import type { NewsName } from '#shared/contract';
import { newsOf } from '#shared/nouns';
import type { Presence } from '#shared/presence';
import { busyEvening } from '../support/evening.ts';
import { eventually } from '../support/eventually.ts';
import { nouns } from '../support/nouns.ts';
import { projectionOf, rowsOf } from '../support/projection.ts';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import type { Client } from '../support/client.ts';

const everybody = ['ana', 'ben', 'cai', 'mo', 'nan', 'sue'] as const;
type Name = (typeof everybody)[number];

let testServer: TestServer;
let helpline: Helpline;
let elsewhere: Helpline;
let clients: Record<Name, Client>;
let stranger: Client;
/** What each had heard before Cai took Ben’s place. */
let heardBefore: Record<Name, NewsName[]>;
let given: Set<string>;

beforeAll(async () => {
  testServer = await openTestServer();
  [helpline, elsewhere] = await Promise.all([openHelpline(testServer), openHelpline(testServer)]);
  stranger = await elsewhere.connect('mo');
  clients = await helpline.connectAll(...everybody);
  const evening = await busyEvening(helpline, clients);
  for (const name of everybody) await clients[name].catchesUp();
  heardBefore = Object.fromEntries(
    everybody.map((name) => [name, clients[name].heard.map((one) => one.name)]),
  ) as typeof heardBefore;
  given = await evening.swap();
});
afterAll(async () => {
  helpline.leaveAll();
  elsewhere.leaveAll();
  await testServer.close();
});

test('the evening used every command there is', () => {
  expect([...given].sort()).toEqual(Object.keys(openRegistry(registered).commands).sort());
});

test.each(everybody)('what %s heard adds up to what a fresh page is told', async (name) => {
  const fresh = rowsOf((await helpline.connect(name)).welcome);
  await eventually(() => expect(projectionOf(clients[name])).toEqual(fresh));

  // A row as it was received passes its own filter unchanged: so what is overheard can be told from the row alone.
  const { visibleTo } = openRegistry(registered);
  const [viewer] = await identity.viewers(testServer.db, [helpline.ids[name]], testServer.clock.now());
  for (const noun of nouns)
    for (const row of fresh[noun]) expect(visibleTo(viewer!, newsOf[noun], row), noun).toEqual(row);
});

test.each(everybody)('what %s missed while away comes on the return', async (name) => {
  const [first] = clients[name].welcomes;
  const { welcome } = await helpline.connect(name, { since: first!.version });
  const fresh = rowsOf((await helpline.connect(name)).welcome);
  expect(rowsOf(first!, welcome)).toEqual(fresh);
});

test.each(everybody)('nothing that %s still shows is denied to a fresh page', async (name) => {
  const connect = clients[name];
  await connect.catchesUp();
  const fresh = rowsOf((await helpline.connect(name)).welcome);
  const shown = projectionOf(connect);
  for (const noun of nouns) {
    const open = new Set(fresh[noun].map(({ id }) => id));
    expect(shown[noun].filter(({ id }) => !open.has(id))).toEqual([]);
  }
});

const never = {
  cai: ['call', 'message', 'signal', 'debrief', 'flag'],
  mo: ['presence', 'message', 'signal', 'flag'],
  nan: ['presence', 'message', 'signal', 'flag'],
  sue: ['presence', 'message', 'signal'],
} as const;
test.each(Object.entries(never))('%s never hears what is not theirs to hear', (name, nouns) => {
  const heard = heardBefore[name as Name];
  expect(heard.filter((news) => nouns.some((noun) => news === `${noun}:changed`))).toEqual([]);
  expect(heard.length).toBeGreaterThan(0);
});

test('of how the two are, cai hears what somebody who listens along may see, and no more', () => {
  for (const { name, row } of clients.cai.heard)
    if (name === 'presence:changed') {
      const { stateSince } = row as Presence;
      expect(row).toMatchObject({ feeling: null, backAt: null, offerBreak: false, joinedAt: stateSince });
    }
});

test('somebody of another helpline hears nothing at all', async () => {
  await stranger.catchesUp();
  expect(stranger.events).toEqual(['welcome']);
  expect(stranger.welcome.people.map(({ id }) => id).sort()).toEqual(Object.values(elsewhere.ids).sort());
  for (const noun of ['presences', 'calls', 'messages', 'signals', 'debriefs', 'flags'] as const)
    expect(stranger.welcome[noun]).toEqual([]);
});

test('a partner does not learn from a call that a debrief about it was asked for', async () => {
  await clients.ana.catchesUp();
  const toPair = [...clients.ana.heard, ...clients.ben.heard].filter((one) => one.name === 'call:changed');
  expect(toPair.length).toBeGreaterThan(0);
  for (const { row } of toPair) expect(row).toMatchObject({ openTo: [] });
});

test('only the rows written while away come on a return, where nothing else was opened or closed', async () => {
  const { ana, ben } = await elsewhere.pair();
  const { version } = await ben.isWelcomedAgain(1);
  ben.leave();
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'Still here' }));
  const { welcome } = await elsewhere.connect('ben', { since: version });
  expect(welcome.since).toBe(version);
  expect(welcome.messages.map(({ body }) => body)).toEqual(['Still here']);
  expect([...welcome.calls, ...welcome.people, ...welcome.flags]).toEqual([]);
});

test('a version from the future, or an impossible one, gets a full welcome', async () => {
  for (const since of [10_000, -1, 1.5, Number.NaN, '7' as never, null as never]) {
    const { welcome } = await helpline.connect('ana', { since });
    expect(welcome.since).toBe(0);
    expect(welcome.calls).toHaveLength(3);
  }
});

test('whoever is given a place while away is told on the return what is still open, and nothing that was said before', async () => {
  const line = await openHelpline(testServer);
  const { ana, ben } = await line.pair();
  const { mo, cai } = await line.connectAll('mo', 'cai');
  const [open, closed] = [newId(), newId()];
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'Before Cai came' }));
  for (const callId of [closed, open])
    await expectOk(ana.send('call:start', { callId }), ana.send('call:end', { callId }));
  await expectOk(ana.send('call:close', { callId: closed }));
  testServer.clock.advance({ minutes: 1 });
  const { version: since } = (await line.connect('cai')).welcome;
  cai.leave();
  await expectOk(ben.send('presence:leave', { shiftId: line.shiftId }));
  await expectOk(mo.send('shift:place', { shiftId: line.shiftId, place: 2, personId: line.ids.cai }));
  const { welcome } = await line.connect('cai', { since });
  expect(welcome.messages).toEqual([]);
  expect(welcome.calls.map(({ id }) => id)).toEqual([open]);
  expect(welcome.since).toBe(0);
  line.leaveAll();
});
