import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { notifications } from '#drizzle/schema/notifications';
import { people } from '#drizzle/schema/people';
import { chosenKinds } from '#shared/notifications';
import { expectOk, newId, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { startPushService, type PushService } from '../support/push-service.ts';
import type { Client } from '../support/client.ts';

const ok = { ok: true };
let mail: MailServer;
let pushes: PushService;
let testServer: TestServer;
let helpline: Helpline;
beforeAll(async () => {
  [mail, pushes] = await Promise.all([startMailServer(), startPushService()]);
  testServer = await openTestServer({ mail: { url: mail.url, from: mail.from } });
});
afterAll(async () => {
  await testServer.close();
  await Promise.all([mail.close(), pushes.close()]);
});
beforeEach(async () => {
  helpline = await openHelpline(testServer);
  return () => helpline.leaveAll();
});

const mailedTo = (name: 'ana' | 'mo' | 'nan') => mail.to(helpline.emailOf(name));
async function addedDevice(client: Client) {
  const device = pushes.newDevice();
  await expectOk(client.send('notification:addDevice', device.fields));
  return device;
}
/** Nobody answers Ana for two minutes, so that it escalates to Mo, who is on call. */
async function escalatesToMo() {
  const { ana } = await helpline.pair();
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  await testServer.timePasses({ minutes: 2.1 });
  await testServer.sender.look();
}

test('what was chosen is kept and told to its owner alone, and what is left out stays', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  await expectOk(mo.send('notification:change', { emailKinds: ['debrief-now'] }));
  expect(await mo.hears('notificationPreferences:changed')).toMatchObject({
    id: helpline.ids.mo,
    emailKinds: ['debrief-now'],
    pushKinds: chosenKinds,
    quietFrom: null,
  });
  await expectOk(mo.send('notification:change', { quiet: { from: '23:00', until: '07:00' } }));
  await mo.hears(
    'notificationPreferences:changed',
    ({ quietFrom, emailKinds }) => quietFrom === '23:00' && emailKinds.length === 1,
  );
  await expectOk(mo.send('notification:change', { quiet: null, pushKinds: [] }));
  const last = await mo.hears('notificationPreferences:changed', ({ pushKinds }) => pushKinds.length === 0);
  expect(last).toMatchObject({ quietFrom: null, quietUntil: null });
  expect(await nan.hasHeard('notificationPreferences:changed')).toBe(false);
  expect((await helpline.connect('mo')).welcome.notificationPreferences).toEqual([last]);
});

test('quiet hours that end when they begin are refused', async () => {
  const mo = await helpline.connect('mo');
  const quiet = { from: '23:00', until: '23:00' };
  expect(await mo.send('notification:change', { quiet })).toEqual(refused('conflict'));
});

test('a device is added once, renewed under the same address, and leaves with its owner’s word only', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const { fields } = await addedDevice(mo);
  const { devices } = await mo.hears('notificationPreferences:changed');
  expect(devices).toEqual([{ id: fields.deviceId, label: 'A browser', since: expect.any(String) as string }]);
  expect(await mo.send('notification:addDevice', { ...fields, label: 'The kitchen' })).toEqual(ok);
  await mo.hears(
    'notificationPreferences:changed',
    ({ devices }) => devices.length === 1 && devices[0]!.label === 'The kitchen',
  );
  const { deviceId } = fields;
  expect(await nan.send('notification:removeDevice', { deviceId })).toEqual(refused('not-found'));
  expect(await mo.send('notification:removeDevice', { deviceId })).toEqual(ok);
  await mo.hears('notificationPreferences:changed', ({ devices }) => devices.length === 0);
  expect(await mo.send('notification:removeDevice', { deviceId })).toEqual(refused('not-found'));
});

test('a browser in which somebody else signs in is theirs from then on, and nothing of the other’s comes there', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const device = await addedDevice(mo);
  await expectOk(nan.send('notification:addDevice', device.fields));
  await mo.hears('notificationPreferences:changed', ({ devices }) => devices.length === 0);
  await nan.hears('notificationPreferences:changed', ({ devices }) => devices.length === 1);
  await escalatesToMo();
  expect(mailedTo('mo')).toHaveLength(1);
  expect(device.pushed).toHaveLength(0);
});

test('of more than ten devices the oldest goes', async () => {
  const mo = await helpline.connect('mo');
  const first = await addedDevice(mo);
  for (let more = 0; more < 9; more++) await addedDevice(mo);
  await mo.hears('notificationPreferences:changed', ({ devices }) => devices.length === 10);
  const last = await addedDevice(mo);
  const { devices } = (await helpline.connect('mo')).welcome.notificationPreferences[0]!;
  expect(devices).toHaveLength(10);
  expect(devices.map(({ id }) => id)).not.toContain(first.fields.deviceId);
  expect(devices.map(({ id }) => id)).toContain(last.fields.deviceId);
});

test('an address that leads inside, and keys that are none, are refused', async () => {
  const mo = await helpline.connect('mo');
  const { fields } = pushes.newDevice();
  const wrong = [
    { endpoint: 'https://10.0.0.1/push' },
    { endpoint: 'http://push.example.org/1' },
    { p256dh: 'BPx' },
    { auth: 'aaaa' },
  ];
  for (const one of wrong)
    expect(await mo.send('notification:addDevice', { ...fields, ...one })).toEqual(refused('conflict'));
  const outward = await openTestServer({ databaseUrl: testServer.databaseUrl, onlyHere: false });
  const there = await helpline.connect('mo', { url: outward.url });
  expect(await there.send('notification:addDevice', fields)).toEqual(refused('conflict'));
  await outward.close();
});

test('a test goes out on the way that was asked for, and its owner can see how it went', async () => {
  const mo = await helpline.connect('mo');
  expect(await mo.send('notification:test', { channel: 'push' })).toEqual(refused('conflict'));
  const device = await addedDevice(mo);
  await expectOk(
    mo.send('notification:test', { channel: 'push' }),
    mo.send('notification:test', { channel: 'email' }),
  );
  expect(await mo.send('notification:test', { channel: 'email' })).toEqual(refused('conflict'));
  await testServer.sender.look();
  expect(device.pushed).toHaveLength(1);
  expect(mailedTo('mo')).toHaveLength(1);
  const answer = await fetch(`${testServer.url}/api/notifications`, {
    headers: { cookie: await helpline.cookieOf('mo') },
  });
  expect(await answer.json()).toMatchObject({
    email: true,
    pushKey: expect.stringMatching(/^B[\w-]{86}$/) as string,
    tests: { push: { state: 'sent' }, email: { state: 'sent' } },
  });
  expect((await fetch(`${testServer.url}/api/notifications`)).status).toBe(401);
  testServer.clock.advance({ seconds: 11 });
  expect(await mo.send('notification:test', { channel: 'email' })).toEqual(ok);
});

test('where no e-mail can be sent none is written, a test is refused, and the page can say so', async () => {
  const bare = await openTestServer({ databaseUrl: testServer.databaseUrl, mail: null });
  const mo = await helpline.connect('mo', { url: bare.url });
  expect(await mo.send('notification:test', { channel: 'email' })).toMatchObject({
    message: 'No e-mail can be sent from here: nobody has set it up.',
  });
  const answer = await fetch(`${bare.url}/api/notifications`, {
    headers: { cookie: await helpline.cookieOf('mo') },
  });
  expect(await answer.json()).toMatchObject({ email: false });
  const ana = await helpline.connect('ana', { url: bare.url });
  await expectOk(ana.send('presence:join', { shiftId: helpline.shiftId }));
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  await bare.timePasses({ minutes: 2.1 });
  await mo.hears('signal:changed');
  expect(await testServer.db.$count(notifications, eq(notifications.personId, helpline.ids.mo))).toBe(0);
  await bare.close();
});

test('a call for support that escalates reaches the manager on call by mail and on each device, once', async () => {
  const mo = await helpline.connect('mo');
  const devices = [await addedDevice(mo), await addedDevice(mo)];
  await escalatesToMo();
  expect(mailedTo('mo')).toHaveLength(1);
  for (const device of devices) expect(device.pushed).toHaveLength(1);
  expect(mailedTo('nan')).toHaveLength(0);
});

test('a way that somebody took out is not used', async () => {
  const mo = await helpline.connect('mo');
  const device = await addedDevice(mo);
  await expectOk(mo.send('notification:change', { emailKinds: ['debrief-now'], pushKinds: ['support-now'] }));
  await escalatesToMo();
  expect(device.pushed).toHaveLength(1);
  expect(mailedTo('mo')).toHaveLength(0);
});

test('somebody without an address is reached on the device alone', async () => {
  const mo = await helpline.connect('mo');
  const device = await addedDevice(mo);
  await testServer.db.update(people).set({ email: null }).where(eq(people.id, helpline.ids.mo));
  expect(await mo.send('notification:test', { channel: 'email' })).toEqual(refused('conflict'));
  await escalatesToMo();
  expect(device.pushed).toHaveLength(1);
  expect(await testServer.db.$count(notifications, eq(notifications.personId, helpline.ids.mo))).toBe(1);
});
