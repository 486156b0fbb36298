import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSignIns } from '#server/platform/auth/sign-ins';
import { migrate } from '#server/platform/database/migrate';
import { connectClient } from '../support/client.ts';
import { password, post } from '../support/helpline.ts';
import { databaseAsOf } from '../support/older-database.ts';
import { fillEvening, ids } from '../support/older-evening.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

const { ana, ben, mo, nan, call, grant, flag, signal, asked, handedBack, said } = ids;

let database: Awaited<ReturnType<typeof databaseAsOf>>;
let testServer: TestServer;

/** A busy evening in a database made before machinery had its standard names: at eight, two requests wait to escalate. */
beforeAll(async () => {
  database = await databaseAsOf('0010_scope-of-a-helpline');
  await fillEvening(database);
  await migrate(database.url);
  testServer = await openTestServer({ databaseUrl: database.url });
});
afterAll(async () => {
  await testServer.close();
  await database.drop();
});

/** With the password of then. Those who need a second step by now had none: they are let in without. */
async function connect(name: 'ana' | 'ben' | 'mo' | 'nan') {
  if (name !== 'ana') {
    const cookie = await openSignIns(testServer.db, testServer.clock.now, false).start(ids[name]);
    return connectClient(testServer.url, cookie.split(';')[0]!);
  }
  const signedIn = await post(testServer.url, '/api/sign-in', { email: `${name}@example.org`, password });
  return connectClient(testServer.url, signedIn.headers.get('set-cookie')!.split(';')[0]!);
}

test('what each person finds after the upgrade is what they had', async () => {
  const { welcome } = await connect('ana');
  expect(welcome.helplines[0]!).toMatchObject({
    escalatesAfterMinutes: [3, 6],
    debriefEscalatesAfterMinutes: [4, 7],
    dailyDigestAt: '08:15',
  });
  expect(welcome.calls).toMatchObject([{ id: call, state: 'writing-up', assignedTo: ana }]);
  expect(welcome.grants).toMatchObject([{ id: grant, reason: 'To help', affectedPersonIds: [ana] }]);
  expect(welcome.debriefMessages).toMatchObject([{ id: said, from: mo, body: 'Ring me' }]);
  expect(welcome.signals).toMatchObject([{ id: signal, escalatedTo: [mo] }]);
  expect(welcome.notificationPreferences).toMatchObject([
    {
      id: ana,
      pushKinds: [
        'rota',
        'words-opened',
        'break-glass',
        'handover',
        'next-shift',
        'rota-asks',
        'rota-now',
        'call-back',
        'gathering',
        'week-later',
        'meeting-now',
        'meeting',
      ],
      quietFrom: '22:00',
    },
  ]);
  const requests = Object.fromEntries(welcome.debriefs.map((one) => [one.id, one]));
  expect(requests[asked]).toMatchObject({ state: 'other-time-asked', assignedTo: mo, mayEscalate: true });
  expect(requests[asked]!.steps.map(({ step }) => step)).toEqual([
    'asked',
    'escalated',
    'accepted',
    'offered',
    'other-time-asked',
  ]);
  expect(requests[asked]!.steps.at(-1)!.words).toBe('I climbed the stairs');
  expect(requests[handedBack]).toMatchObject({ state: 'asked', escalatedTo: [nan] });
  expect(requests[handedBack]!.steps.map(({ step }) => step)).toEqual(['asked', 'accepted', 'handed-back']);
});

test('what a supervisor has, what waits to be sent and what was logged are still there', async () => {
  expect((await connect('ben')).welcome.flags).toMatchObject([{ id: flag, assignedTo: ben }]);
  const [waiting] = await database.sql`select person_id, kind, state from notifications`;
  expect(waiting).toEqual({ person_id: mo, kind: 'support-now', state: 'waiting' });
  const [logged] = await database.sql`select by, action, about from audit_log`;
  expect(logged).toEqual({ by: mo, action: 'call-opened', about: call });
  const [digest] = await database.sql`select digest_sent_on::text from helplines`;
  expect(digest).toEqual({ digest_sent_on: '2026-11-18' });
});

test('requests that were escalating go on to the manager whose turn it is', async () => {
  const client = await connect('nan');
  await testServer.timePasses({ minutes: 2.9 });
  expect(client.heard).toEqual([]);
  await testServer.timePasses({ minutes: 0.2 });
  expect((await client.hears('signal:changed')).escalatedTo).toEqual([mo, nan]);
  await testServer.timePasses({ minutes: 1 });
  expect(await client.hears('debrief:changed')).toMatchObject({ id: handedBack, escalatedTo: [nan, mo] });
  await testServer.timePasses({ minutes: 60 });
  await client.catchesUp();
  expect(client.heard.map(({ name }) => name)).toEqual(['signal:changed', 'debrief:changed']);
});
