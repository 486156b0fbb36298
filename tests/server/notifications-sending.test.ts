import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { devices, notifications } from '#drizzle/schema/notifications';
import { people } from '#drizzle/schema/people';
import type { NotificationKind } from '#shared/notifications';
import { eraseSettled, lease } from '#server/notifications/outbox-queries';
import { expectOk } from '../support/helpline.ts';
import { useNotifyingServer } from '../support/use-helpline.ts';
import { stopwatch } from '../support/real-time.ts';

const { notifyingServer, helpline } = useNotifyingServer();
beforeEach(() => void notifyingServer.mail.will('takes'));

const look = () => notifyingServer.testServer.sender.look();
const told = (kind: NotificationKind, path = '/desk') =>
  notifyingServer.tell(helpline, { to: [helpline.ids.mo], kind, path, onCall: [helpline.ids.mo] });
const mailed = () => notifyingServer.mail.to(helpline.emailOf('mo'));
const pathsIn = (mails: { text: string }[]) => mails.map(({ text }) => /test(\/desk\/\d)/.exec(text)?.[1]);
const statesOf = async (kind: NotificationKind) =>
  (
    await notifyingServer.testServer.db
      .select()
      .from(notifications)
      .where(eq(notifications.personId, helpline.ids.mo))
  )
    .filter((notice) => notice.kind === kind)
    .map(({ state }) => state);
async function moByPushOnly(...answers: Parameters<typeof notifyingServer.pushes.newDevice>) {
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('notification:change', { emailKinds: [] }));
  return { mo, device: await notifyingServer.addedDevice(mo, ...answers) };
}

test('an e-mail says the fixed words, leads to the page, and has the same id however often it goes', async () => {
  notifyingServer.mail.will('later');
  await told('debrief-now', '/desk/1');
  await look();
  notifyingServer.mail.will('takes');
  await notifyingServer.timeGoesBy({ seconds: 6 });
  const [first, second] = mailed();
  expect(mailed()).toHaveLength(2);
  expect(second!.messageId).toBe(first!.messageId);
  expect(second!.text).toContain('Subject: Alongside\r\n');
  expect(second!.text).toContain(
    'Somebody would like you now. Open Alongside.\r\n\r\nhttp://alongside.test/desk/1\r\n',
  );
  expect(await statesOf('debrief-now')).toEqual(['sent']);
});

test('an urgent one waits for no older one that could not go', async () => {
  notifyingServer.mail.will('later');
  await told('alone', '/desk/1');
  await look();
  notifyingServer.mail.will('takes');
  await told('support-now', '/desk/2');
  await look();
  expect(pathsIn(mailed()).at(-1)).toBe('/desk/2');
  expect(await statesOf('support-now')).toEqual(['sent']);
  expect(await statesOf('alone')).toEqual(['waiting']);
});

test('an urgent one that came to no try in time is reported as not delivered', async () => {
  await told('support-now', '/desk/1');
  await notifyingServer.timeGoesBy({ minutes: 31 });
  expect(mailed()).toEqual([]);
  expect(await statesOf('support-now')).toEqual(['undelivered']);
});

test('what a device gets has the same tag however often it goes, and a time after which it is let go', async () => {
  const { device } = await moByPushOnly({ status: 503 });
  await told('support-now', '/desk/1');
  await look();
  await notifyingServer.timeGoesBy({ seconds: 6 });
  const [first, second] = device.pushed;
  expect(second!.content).toEqual({
    tag: first!.content.tag,
    title: 'Alongside',
    words: 'Somebody needs you now. Open Alongside.',
    path: '/desk/1',
  });
  expect(second!.headers).toMatchObject({ ttl: '600', urgency: 'high', topic: first!.headers.topic });
  expect(first!.headers.authorization).toMatch(/^vapid t=/);
});

test('what cannot go yet is tried six times over forty-three minutes, and then the managers are told', async () => {
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  notifyingServer.mail.will('later');
  await told('debrief');
  await look();
  for (const [at, seconds] of [5, 30, 120, 600, 1800].entries()) {
    await notifyingServer.timeGoesBy({ seconds: seconds * 0.4 });
    expect(mailed()).toHaveLength(at + 1);
    await notifyingServer.timeGoesBy({ seconds: seconds * 0.7 });
    expect(mailed()).toHaveLength(at + 2);
  }
  const undelivered = await nan.hears('undelivered:changed');
  expect(undelivered).toMatchObject({ personId: helpline.ids.mo, channel: 'email', kind: null });
  expect((await mo.hears('undelivered:changed')).kind).toBe('debrief');
  expect(await ana.hasHeard('undelivered:changed')).toBe(false);
  expect((await helpline.connect('nan')).welcome.undelivered).toEqual([undelivered]);
  expect((await helpline.connect('ana')).welcome.undelivered).toEqual([]);
  await notifyingServer.timeGoesBy({ hours: 2 });
  expect(mailed()).toHaveLength(6);
});

test('what a mail server or a push service refuses for good is told at once', async () => {
  const { mo, device } = await moByPushOnly({ status: 403 });
  notifyingServer.mail.will('refuses');
  await expectOk(mo.send('notification:change', { emailKinds: ['flag'] }));
  await told('flag');
  await look();
  await mo.hears('undelivered:changed', ({ channel }) => channel === 'push');
  await mo.hears('undelivered:changed', ({ channel }) => channel === 'email');
  await notifyingServer.timeGoesBy({ hours: 1 });
  expect([mailed().length, device.pushed.length]).toEqual([1, 1]);
});

test.each([404, 410])(
  'after %d the device is gone, with what waited for it, and its owner sees so',
  async (status) => {
    const { mo, device } = await moByPushOnly({ status });
    const other = await notifyingServer.addedDevice(mo);
    await mo.hears('notificationPreferences:changed', ({ devices }) => devices.length === 2);
    await told('debrief');
    await told('flag');
    await look();
    const isOther = ({ id }: { id: string }) => id === other.fields.deviceId;
    await mo.hears(
      'notificationPreferences:changed',
      ({ devices }) => devices.length === 1 && devices.every(isOther),
    );
    expect([device.pushed.length, other.pushed.length]).toEqual([1, 2]);
    const { deviceId } = device.fields;
    expect(await notifyingServer.testServer.db.$count(devices, eq(devices.id, deviceId))).toBe(0);
    expect(
      await notifyingServer.testServer.db.$count(notifications, eq(notifications.deviceId, deviceId)),
    ).toBe(0);
  },
);

test('an urgent one for a device that is gone is reported as not delivered', async () => {
  const { mo } = await moByPushOnly({ status: 410 });
  await told('support-now', '/desk/1');
  await told('debrief');
  await look();
  await mo.hears('undelivered:changed', ({ channel, kind }) => channel === 'push' && kind === 'support-now');
  await mo.hears('notificationPreferences:changed', ({ devices }) => devices.length === 0);
  expect(await statesOf('support-now')).toEqual(['undelivered']);
  expect(await statesOf('debrief')).toEqual([]);
});

test('a push service that asks for a wait gets it', async () => {
  const { device } = await moByPushOnly({ status: 429, headers: { 'retry-after': '90' } });
  await told('debrief');
  await look();
  await notifyingServer.timeGoesBy({ seconds: 80 });
  expect(device.pushed).toHaveLength(1);
  await notifyingServer.timeGoesBy({ seconds: 15 });
  expect(device.pushed).toHaveLength(2);
});

test('a push service that does not answer is let go of after ten seconds and tried again', async () => {
  const { device } = await moByPushOnly('hang');
  await told('debrief');
  const begun = stopwatch();
  await look();
  expect(stopwatch() - begun).toBeGreaterThan(5_000);
  await notifyingServer.timeGoesBy({ seconds: 6 });
  expect(device.pushed).toHaveLength(2);
  expect(await statesOf('debrief')).toEqual(['sent']);
});

test('one after the other: what waits does not overtake what could not go, except what is urgent', async () => {
  notifyingServer.mail.will('later');
  await told('debrief', '/desk/1');
  await look();
  notifyingServer.mail.will('takes');
  await told('flag', '/desk/2');
  await told('follow-up', '/desk/3');
  await look();
  expect(pathsIn(mailed())).toEqual(['/desk/1']);
  await told('support-now', '/desk/4');
  await look();
  expect(pathsIn(mailed())).toEqual(['/desk/1', '/desk/4']);
  await notifyingServer.timeGoesBy({ seconds: 6 });
  expect(pathsIn(mailed())).toEqual(['/desk/1', '/desk/4', '/desk/1', '/desk/2', '/desk/3']);
});

test('what is stale is let go of, and counts as not delivered where it was tried', async () => {
  const mo = await helpline.connect('mo');
  notifyingServer.mail.will('later');
  await told('debrief');
  await told('support-now');
  await expectOk(mo.send('notification:test', { channel: 'email' }));
  await look();
  notifyingServer.mail.will('takes');
  await notifyingServer.timeGoesBy({ hours: 25 });
  expect(mailed()).toHaveLength(2);
  expect(await statesOf('debrief')).toEqual(['undelivered']);
  expect(await statesOf('support-now')).toEqual(['undelivered']);
  expect(await statesOf('test')).toEqual(['dropped']);
});

test('somebody who was suspended meanwhile gets nothing more', async () => {
  const { device } = await moByPushOnly({ status: 503 });
  await told('debrief');
  await look();
  const { now } = notifyingServer.testServer.clock;
  await notifyingServer.testServer.db
    .update(people)
    .set({ suspendedAt: now() })
    .where(eq(people.id, helpline.ids.mo));
  await told('flag');
  await notifyingServer.timeGoesBy({ minutes: 1 });
  expect(device.pushed).toHaveLength(1);
  expect(await statesOf('debrief')).toEqual(['dropped']);
  expect(await statesOf('flag')).toEqual([]);
});

test('what was settled a week ago is cleared away', async () => {
  await told('debrief');
  await look();
  const { db, clock } = notifyingServer.testServer;
  await eraseSettled(db, new Date(clock.now().getTime() + 6.9 * 86_400_000));
  expect(await statesOf('debrief')).toEqual(['sent']);
  await eraseSettled(db, new Date(clock.now().getTime() + 7.1 * 86_400_000));
  expect(await statesOf('debrief')).toEqual([]);
});

test('some places are left to urgent ones, which go first', async () => {
  const { db, clock } = notifyingServer.testServer;
  const now = clock.now();
  const until = new Date(now.getTime() + 30_000);
  const take = async (most: number, others: number) =>
    (await lease(db, now, until, { most, others })).map(({ kind }) => kind);
  const { ana, ben, cai } = helpline.ids;
  await notifyingServer.tell(helpline, { to: [ana, ben, cai], kind: 'rota', path: '/rota' });
  await told('support-now');
  expect(await take(3, 1)).toEqual(expect.arrayContaining(['support-now', 'rota']));
  expect(await take(2, 0)).toEqual([]);
  expect(await take(2, 2)).toEqual(['rota', 'rota']);
});
