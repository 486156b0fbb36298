import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { notices } from '#drizzle/schema/reach';
import { people } from '#drizzle/schema/people';
import { chosenKinds } from '#shared/reach';
import { expectOk, newId, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import { openHouse, type House } from '../support/house.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { startPushService, type PushService } from '../support/push-service.ts';
import type { Seat } from '../support/seat.ts';

const ok = { ok: true };
let mail: MailServer;
let pushes: PushService;
let house: House;
let helpline: Helpline;
beforeAll(async () => {
  [mail, pushes] = await Promise.all([startMailServer(), startPushService()]);
  house = await openHouse({ mail: { url: mail.url, from: mail.from } });
});
afterAll(async () => {
  await house.close();
  await Promise.all([mail.close(), pushes.close()]);
});
beforeEach(async () => {
  helpline = await openHelpline(house);
  return () => helpline.leaveAll();
});

const mailedTo = (name: 'ana' | 'mo' | 'nan') => mail.to(helpline.emailOf(name));
async function addedDevice(seat: Seat) {
  const device = pushes.newDevice();
  await expectOk(seat.send('reach:addDevice', device.fields));
  return device;
}
/** Nobody answers Ana for two minutes, so that it climbs to Mo, who is on call. */
async function climbsToMo() {
  const { ana } = await helpline.pair();
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  house.clock.advance({ minutes: 2.1 });
  await house.due.look();
  await house.sender.look();
}

test('what was chosen is kept and told to its owner alone, and what is left out stays', async () => {
  const { mo, nan } = await helpline.seatAll('mo', 'nan');
  await expectOk(mo.send('reach:change', { emailKinds: ['debrief-now'] }));
  expect(await mo.hears('reach:changed')).toMatchObject({
    id: helpline.ids.mo,
    emailKinds: ['debrief-now'],
    pushKinds: chosenKinds,
    quietFrom: null,
  });
  await expectOk(mo.send('reach:change', { quiet: { from: '23:00', until: '07:00' } }));
  await mo.hears(
    'reach:changed',
    ({ quietFrom, emailKinds }) => quietFrom === '23:00' && emailKinds.length === 1,
  );
  await expectOk(mo.send('reach:change', { quiet: null, pushKinds: [] }));
  const last = await mo.hears('reach:changed', ({ pushKinds }) => pushKinds.length === 0);
  expect(last).toMatchObject({ quietFrom: null, quietUntil: null });
  expect(await nan.hasHeard('reach:changed')).toBe(false);
  expect((await helpline.seat('mo')).welcome.reaches).toEqual([last]);
});

test('quiet hours that end when they begin are refused', async () => {
  const mo = await helpline.seat('mo');
  const quiet = { from: '23:00', until: '23:00' };
  expect(await mo.send('reach:change', { quiet })).toEqual(refused('conflict'));
});

test('a device is added once, renewed under the same address, and leaves with its owner’s word only', async () => {
  const { mo, nan } = await helpline.seatAll('mo', 'nan');
  const { fields } = await addedDevice(mo);
  const { devices } = await mo.hears('reach:changed');
  expect(devices).toEqual([{ id: fields.deviceId, label: 'A browser', since: expect.any(String) as string }]);
  expect(await mo.send('reach:addDevice', { ...fields, label: 'The kitchen' })).toEqual(ok);
  await mo.hears(
    'reach:changed',
    ({ devices }) => devices.length === 1 && devices[0]!.label === 'The kitchen',
  );
  const { deviceId } = fields;
  expect(await nan.send('reach:removeDevice', { deviceId })).toEqual(refused('not-found'));
  expect(await mo.send('reach:removeDevice', { deviceId })).toEqual(ok);
  await mo.hears('reach:changed', ({ devices }) => devices.length === 0);
  expect(await mo.send('reach:removeDevice', { deviceId })).toEqual(refused('not-found'));
});

test('a browser in which somebody else signs in is theirs from then on, and nothing of the other’s comes there', async () => {
  const { mo, nan } = await helpline.seatAll('mo', 'nan');
  const device = await addedDevice(mo);
  await expectOk(nan.send('reach:addDevice', device.fields));
  await mo.hears('reach:changed', ({ devices }) => devices.length === 0);
  await nan.hears('reach:changed', ({ devices }) => devices.length === 1);
  await climbsToMo();
  expect(mailedTo('mo')).toHaveLength(1);
  expect(device.pushed).toHaveLength(0);
});

test('of more than ten devices the oldest goes', async () => {
  const mo = await helpline.seat('mo');
  const first = await addedDevice(mo);
  for (let more = 0; more < 9; more++) await addedDevice(mo);
  await mo.hears('reach:changed', ({ devices }) => devices.length === 10);
  const last = await addedDevice(mo);
  const { devices } = (await helpline.seat('mo')).welcome.reaches[0]!;
  expect(devices).toHaveLength(10);
  expect(devices.map(({ id }) => id)).not.toContain(first.fields.deviceId);
  expect(devices.map(({ id }) => id)).toContain(last.fields.deviceId);
});

test('an address that leads inside, and keys that are none, are refused', async () => {
  const mo = await helpline.seat('mo');
  const { fields } = pushes.newDevice();
  const wrong = [
    { endpoint: 'https://10.0.0.1/push' },
    { endpoint: 'http://push.example.org/1' },
    { p256dh: 'BPx' },
    { auth: 'aaaa' },
  ];
  for (const one of wrong)
    expect(await mo.send('reach:addDevice', { ...fields, ...one })).toEqual(refused('conflict'));
  const outward = await openHouse({ databaseUrl: house.databaseUrl, onlyHere: false });
  const there = await helpline.seat('mo', { url: outward.url });
  expect(await there.send('reach:addDevice', fields)).toEqual(refused('conflict'));
  await outward.close();
});

test('a test goes out on the way that was asked for, and its owner can see how it went', async () => {
  const mo = await helpline.seat('mo');
  expect(await mo.send('reach:test', { channel: 'push' })).toEqual(refused('conflict'));
  const device = await addedDevice(mo);
  await expectOk(mo.send('reach:test', { channel: 'push' }), mo.send('reach:test', { channel: 'email' }));
  expect(await mo.send('reach:test', { channel: 'email' })).toEqual(refused('conflict'));
  await house.sender.look();
  expect(device.pushed).toHaveLength(1);
  expect(mailedTo('mo')).toHaveLength(1);
  const answer = await fetch(`${house.url}/api/reach`, {
    headers: { cookie: await helpline.cookieOf('mo') },
  });
  expect(await answer.json()).toMatchObject({
    email: true,
    pushKey: expect.stringMatching(/^B[\w-]{86}$/) as string,
    tests: { push: { state: 'sent' }, email: { state: 'sent' } },
  });
  expect((await fetch(`${house.url}/api/reach`)).status).toBe(401);
  house.clock.advance({ seconds: 11 });
  expect(await mo.send('reach:test', { channel: 'email' })).toEqual(ok);
});

test('where no e-mail can be sent none is written, a test is refused, and the page can say so', async () => {
  const bare = await openHouse({ databaseUrl: house.databaseUrl, mail: null });
  const mo = await helpline.seat('mo', { url: bare.url });
  expect(await mo.send('reach:test', { channel: 'email' })).toMatchObject({
    message: 'No e-mail can be sent from here: nobody has set it up.',
  });
  const answer = await fetch(`${bare.url}/api/reach`, { headers: { cookie: await helpline.cookieOf('mo') } });
  expect(await answer.json()).toMatchObject({ email: false });
  const ana = await helpline.seat('ana', { url: bare.url });
  await expectOk(ana.send('shift:join', { shiftId: helpline.shiftId }));
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  bare.clock.advance({ minutes: 2.1 });
  await bare.due.look();
  await mo.hears('signal:changed');
  expect(await house.db.$count(notices, eq(notices.personId, helpline.ids.mo))).toBe(0);
  await bare.close();
});

test('a call for support that climbs reaches the manager on call by mail and on each device, once', async () => {
  const mo = await helpline.seat('mo');
  const devices = [await addedDevice(mo), await addedDevice(mo)];
  await climbsToMo();
  expect(mailedTo('mo')).toHaveLength(1);
  for (const device of devices) expect(device.pushed).toHaveLength(1);
  expect(mailedTo('nan')).toHaveLength(0);
});

test('a way that somebody took out is not used', async () => {
  const mo = await helpline.seat('mo');
  const device = await addedDevice(mo);
  await expectOk(mo.send('reach:change', { emailKinds: ['debrief-now'], pushKinds: ['support-now'] }));
  await climbsToMo();
  expect(device.pushed).toHaveLength(1);
  expect(mailedTo('mo')).toHaveLength(0);
});

test('somebody without an address is reached on the device alone', async () => {
  const mo = await helpline.seat('mo');
  const device = await addedDevice(mo);
  await house.db.update(people).set({ email: null }).where(eq(people.id, helpline.ids.mo));
  expect(await mo.send('reach:test', { channel: 'email' })).toEqual(refused('conflict'));
  await climbsToMo();
  expect(device.pushed).toHaveLength(1);
  expect(await house.db.$count(notices, eq(notices.personId, helpline.ids.mo))).toBe(1);
});
