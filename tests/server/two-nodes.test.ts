import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { presences } from '#drizzle/schema/presence';
import { freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { expectOk, newId, openHelpline, post, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import type { Client } from '../support/client.ts';
import { typesUntilShown } from '../support/typing.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let one: TestServer;
let other: TestServer;
let helpline: Helpline;
beforeAll(async () => {
  database = await freshDatabase();
  one = await openTestServer({ databaseUrl: database.url });
  other = await openTestServer({ databaseUrl: database.url });
});
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await database.drop();
});
beforeEach(async () => {
  helpline = await openHelpline(one);
  return () => helpline.leaveAll();
});

test('what one does is heard by the partner on the other server, and by nobody whom it does not concern', async () => {
  const { ana, ben } = await pairApart();
  const [sue, cai] = await Promise.all([onOther('sue'), onOther('cai')]);
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }));
  await ben.hears('call:changed', (call) => call.id === callId && call.assignedTo === helpline.ids.ana);
  await expectOk(ben.send('call:takeOver', { callId }));
  await ana.hears('call:changed', (call) => call.id === callId && call.assignedTo === helpline.ids.ben);
  for (const outside of [sue, cai]) expect(await outside.hasHeard('call:changed')).toBe(false);
});

test('a message of 4,000 characters of three bytes each arrives whole', async () => {
  const { ana, ben } = await pairApart();
  const body = '夜'.repeat(4_000);
  const messageId = newId();
  await expectOk(ana.send('message:send', { messageId, body }));
  expect((await ben.hears('message:changed', ({ id }) => id === messageId)).body).toBe(body);
});

test('whoever comes in the middle of a stream is welcomed first and misses nothing', async () => {
  const { ana } = await pairApart();
  const sending = Promise.all(sayMany(ana, 60));
  const comers = await Promise.all([onOther('ben'), onOther('ben'), onOther('ben')]);
  const sent = await sending;
  for (const comer of comers) {
    await eventually(() => expect(knownTo(comer)).toEqual(expect.arrayContaining(sent)));
    expect(comer.events[0]).toBe('welcome');
  }
});

test('typing shows on the other server', async () => {
  const { ana, ben } = await pairApart();
  const { shiftId, ids } = helpline;
  expect(await typesUntilShown(ana, ben)).toEqual({ shiftId, personId: ids.ana, on: true });
});

test('whoever signs out, or is suspended, leaves both servers without waiting for a look', async () => {
  const [cookie, mo] = await Promise.all([helpline.cookieOf('ana'), helpline.connect('mo')]);
  const [here, there, cai] = await Promise.all([
    helpline.connect('ana', { cookie }),
    onOther('ana', cookie),
    onOther('cai'),
  ]);
  await post(one.url, '/api/sign-out', {}, { cookie });
  await Promise.all([here.hasLeft(), there.hasLeft()]);
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.cai }));
  await cai.hasLeft();
});

test('a new place in a shift is shown at once on the other server', async () => {
  const [cai, mo] = await Promise.all([onOther('cai'), helpline.connect('mo')]);
  expect(cai.welcome.shifts.find(({ id }) => id === helpline.shiftId)?.places).toEqual([]);
  await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place: 2, personId: helpline.ids.cai }));
  const again = await cai.isWelcomedAgain(1);
  expect(again.shifts.find(({ id }) => id === helpline.shiftId)?.places).toHaveLength(2);
});

test('somebody with a page on each server is here until both are closed', async () => {
  const { ana, ben } = await pairApart();
  const [second, mo] = await Promise.all([onOther('ana'), helpline.connect('mo')]);
  ana.leave();
  ben.leave();
  // Ana's first page is looked after before Ben's, so that she would be gone by now if her second one did not count.
  const benGone = await mo.hears('shift:changed', ({ places }) => places[1]?.here === false);
  expect(benGone.places[0]).toMatchObject({ personId: helpline.ids.ana, here: true });
  second.leave();
  await mo.hears('shift:changed', ({ places }) => places[0]?.here === false);
});

test('a person wrongly recorded as disconnected is recorded as connected again', async () => {
  const { ben } = await pairApart();
  const { ana: personId } = helpline.ids;
  await one.db.update(presences).set({ connected: false }).where(eq(presences.personId, personId));
  await one.live.sweep();
  await ben.hears('presence:changed', (row) => row.personId === personId && row.connected && row.version > 3);
});

test('connections between the servers that are ended in the middle of a stream leave nobody without anything', async () => {
  const { ana, ben } = await pairApart();
  const [alsoAna, alsoBen] = await Promise.all([onOther('ana'), helpline.connect('ben')]);
  const sending = Promise.all([...sayMany(ana, 150), ...sayMany(ben, 150)]);
  for (const said of [20, 80, 140]) {
    await eventually(() => expect(ana.heard.length).toBeGreaterThan(said), 2);
    await endLines();
  }
  const sent = await sending;
  await eventually(() => {
    for (const client of [ana, ben, alsoAna, alsoBen])
      expect(sent.filter((id) => !knownTo(client).includes(id))).toEqual([]);
  });
});

test('a change that a server committed and never broadcast is found by its version', async () => {
  const { ana, ben } = await pairApart();
  const { version } = ben.welcome;
  await one.db
    .update(helplines)
    .set({ change: sql`${helplines.change} + 1` })
    .where(eq(helplines.id, helpline.id));
  await one.db.execute(sql`
    update presences set state = 'stepped-away', version = (select change from helplines where id = ${helpline.id})
    where person_id = ${helpline.ids.ana}`);
  await eventually(async () => {
    await Promise.all([one.live.sweep(), other.live.sweep()]);
    for (const client of [ana, ben])
      expect(client.welcome.presences.find(({ personId }) => personId === helpline.ids.ana)?.state).toBe(
        'stepped-away',
      );
  }, 500);
  expect(ben.welcome.since).toBe(version);
});

const onOther = (name: keyof Helpline['ids'], cookie?: string): Promise<Client> =>
  helpline.connect(name, { url: other.url, ...(cookie ? { cookie } : {}) });

/** Ana on one server and Ben on the other, both in the shift. */
async function pairApart() {
  const { shiftId } = helpline;
  const [ana, ben] = await Promise.all([helpline.connect('ana'), onOther('ben')]);
  await expectOk(ana.send('presence:join', { shiftId }), ben.send('presence:join', { shiftId }));
  await Promise.all([ana.isWelcomedAgain(1), ben.isWelcomedAgain(1)]);
  return { ana, ben };
}

const sayMany = (client: Client, count: number) =>
  Array.from({ length: count }, async () => {
    const messageId = newId();
    await expectOk(client.send('message:send', { messageId, body: 'With you.' }));
    return messageId;
  });

const knownTo = ({ welcomes, heard }: Client): string[] => [
  ...welcomes.flatMap(({ messages }) => messages.map(({ id }) => id)),
  ...heard.filter(({ name }) => name === 'message:changed').map(({ row }) => row.id),
];

const lines = sql`from pg_stat_activity where datname = current_database() and application_name = 'alongside cluster'`;

/** Ends the connections between the servers, once those that were ended before are there again. */
async function endLines() {
  await eventually(async () =>
    expect((await one.db.execute(sql`select ${lines}`)).length).toBeGreaterThan(1),
  );
  await one.db.execute(sql`select pg_terminate_backend(pid) ${lines}`);
}
