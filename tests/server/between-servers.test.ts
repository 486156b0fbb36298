import { eq } from 'drizzle-orm';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { messages } from '#drizzle/schema/messages';
import { dataKeysOf } from '#server/platform/encryption/sealed-database';
import { openEnvelopes } from '#server/platform/live/cluster/envelope';
import { freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { onDatabase } from '../support/on-database.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

/** With a space, which nothing that is sealed has. */
const canary = /heron stood/;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let one: TestServer;
let other: TestServer;
let helpline: Helpline;
/** Another role, which may connect to the database and do nothing else. */
let stranger: Sql;
let overheard: string[];
let logged: string[];
beforeAll(async () => {
  database = await freshDatabase();
  one = await openTestServer({ databaseUrl: database.url, logLevel: 'warn' });
  other = await openTestServer({ databaseUrl: database.url, logLevel: 'warn' });
  const url = new URL(database.url);
  const name = `stranger_${newId().slice(-12)}`;
  await onDatabase(database.url, (sql) => sql.unsafe(`create role ${name} login password 'x'`));
  [url.username, url.password] = [name, 'x'];
  stranger = postgres(url.href, { max: 1, onnotice: () => {} });
  await stranger.listen('alongside', (payload) => overheard.push(payload));
});
afterAll(async () => {
  await stranger.end();
  await other.close();
  await one.close();
  await database.drop();
});
beforeEach(async () => {
  overheard = [];
  logged = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  helpline = await openHelpline(one);
});
afterEach(() => {
  vi.restoreAllMocks();
  helpline.leaveAll();
});

async function pairOnTwo() {
  const [ana, ben] = [await helpline.connect('ana'), await helpline.connect('ben', { url: other.url })];
  const { shiftId } = helpline;
  await expectOk(ana.send('presence:join', { shiftId }), ben.send('presence:join', { shiftId }));
  await Promise.all([ana.isWelcomedAgain(1), ben.isWelcomedAgain(1)]);
  return { ana, ben };
}

const notify = (payload: string) => stranger`select pg_notify('alongside', ${payload})`;

test('who may connect to the database overhears nothing of what two servers tell each other, short or long', async () => {
  const { ana, ben } = await pairOnTwo();
  for (const body of ['A heron stood', `A heron stood ${'é'.repeat(3_900)}`]) {
    await expectOk(ana.send('message:send', { messageId: newId(), body }));
    await ben.hears('message:changed', (message) => message.body === body);
  }
  await eventually(() => expect(overheard.length).toBeGreaterThan(1));
  expect(overheard.join('\n')).not.toMatch(canary);
  const stored = await one.db.execute<{ body: string }>('select body from large_payloads');
  expect(stored.length).toBeGreaterThan(0);
  expect(JSON.stringify(stored)).not.toMatch(canary);
});

test('what is forged, repeated or foreign changes nothing on any screen, and is logged once for each reason, without its content', async () => {
  const { ana, ben } = await pairOnTwo();
  const { cluster } = dataKeysOf(one.db);
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'Real' }));
  const real = await ben.hears('message:changed', ({ body }) => body === 'Real');
  const told = await eventually(() => {
    const found = overheard.find((payload) => {
      const said = openEnvelopes(cluster).open(payload);
      return 'body' in said && said.body.includes('Real');
    });
    expect(found).toBeDefined();
    return found!;
  });
  const heard = ben.heard.length;

  const invented = { ...real, id: newId(), body: 'A heron stood', version: real.version + 50 };
  const news = {
    helplineId: helpline.id,
    version: invented.version,
    pending: [{ name: 'message:changed', row: invented }],
    resyncs: [],
  };
  const body = JSON.stringify({ uid: 'x', nsp: '/', type: 9, data: { packet: ['news', news] } });
  const [, node, counter, text] = told.split('.') as [string, string, string, string];
  for (let time = 0; time < 3; time += 1) {
    await notify(body);
    await notify(told);
    await notify(`n1.${node}.${counter}9.${text}`);
    await notify(`n1.${node}.${counter}.${text.slice(0, -4)}AAAA`);
    await notify(newId());
  }
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'The end' }));
  await ben.hears('message:changed', (message) => message.body === 'The end');
  expect(ben.heard.slice(heard).filter(({ name }) => name === 'message:changed')).toHaveLength(1);
  // What Ben says reaches Ana's server behind all of that, as what Ana said has reached his.
  await expectOk(ben.send('message:send', { messageId: newId(), body: 'The end here too' }));
  await ana.hears('message:changed', (message) => message.body === 'The end here too');

  const lines = logged.map((line) => JSON.parse(line) as { event: string; reason?: string });
  const ignored = lines.filter(({ event }) => event.includes('ignored'));
  // Two servers, each once for each reason.
  const isIgnored = 'a message from another server was ignored';
  expect(ignored.map(({ reason, event }) => `${reason}: ${event}`).sort()).toEqual([
    ...[`foreign: ${isIgnored}`, `foreign: ${isIgnored}`],
    ...[`replayed: ${isIgnored}`, `replayed: ${isIgnored}`],
  ]);
  expect(logged.join('\n')).not.toMatch(canary);
});

test('a message of a node that nobody knew is not taken once it is old', () => {
  const { cluster } = dataKeysOf(one.db);
  let now = 1_000_000_000;
  const early = openEnvelopes(cluster, () => now).seal('early');
  now += 11 * 60_000;
  const receiver = openEnvelopes(cluster, () => now);
  expect(receiver.open(early)).toEqual({ refused: 'stale' });
  const sender = openEnvelopes(cluster, () => now);
  const [first, second, third] = ['1', '2', '3'].map((body) => sender.seal(body)) as [string, string, string];
  expect([third, first, second].map((sent) => receiver.open(sent))).toEqual([
    { body: '3' },
    { body: '1' },
    { body: '2' },
  ]);
  for (const sent of [first, second, third]) expect(receiver.open(sent)).toEqual({ refused: 'replayed' });
});

test('a page hears what its server knows of a change by a newer one, and catches up on what its server cannot handle', async () => {
  const { ana, ben } = await pairOnTwo();
  const messageId = newId();
  await expectOk(ana.send('message:send', { messageId, body: 'With you' }));
  const row = await ben.hears('message:changed', ({ id }) => id === messageId);
  const { cluster } = dataKeysOf(one.db);
  const sent = await eventually(() => {
    const { open } = openEnvelopes(cluster);
    const bodies = overheard.map((payload) => open(payload)).map((said) => ('body' in said ? said.body : ''));
    const found = bodies.find((body) => body.includes(messageId));
    expect(found).toBeDefined();
    return JSON.parse(found!) as { data: object };
  });
  const { seal } = openEnvelopes(cluster);
  const tell = (version: number, ...pending: { name: string; row: unknown }[]) => {
    const packet = ['news', { helplineId: helpline.id, version, pending, resyncs: [] }];
    return notify(seal(JSON.stringify({ ...sent, data: { ...sent.data, packet } })));
  };
  const changeTo = async (version: number) => {
    await one.db.update(messages).set({ version }).where(eq(messages.id, messageId));
    await one.db.update(helplines).set({ change: version }).where(eq(helplines.id, helpline.id));
  };
  const atVersion = (version: number) => (message: { id: string; version: number }) =>
    message.id === messageId && message.version === version;

  const next = { ...row, version: row.version + 1 };
  await changeTo(next.version);
  const unknown = { name: 'lantern:changed', row: { id: newId(), version: next.version } };
  await tell(next.version, unknown, { name: 'message:changed', row: next });
  expect(await ben.hears('message:changed', atVersion(next.version))).toEqual(next);

  await changeTo(next.version + 1);
  await tell(next.version + 1, { name: 'message:changed', row: null });
  await eventually(async () => {
    await other.jobs.run('close gaps');
    expect(ben.welcome.messages.some(atVersion(next.version + 1))).toBe(true);
  });
});
