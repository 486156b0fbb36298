import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { people } from '#drizzle/schema/people';
import { shifts } from '#drizzle/schema/shifts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { hoursFrom } from '../support/clock.ts';
import { useNotifyingServer } from '../support/use-helpline.ts';

const { notifyingServer, helpline } = useNotifyingServer();

const ok = { ok: true };
const mailed = (name: 'ana' | 'ben' | 'cai') =>
  notifyingServer.mail
    .to(helpline.emailOf(name))
    .filter(({ text }) => text.includes('Your next time in Alongside has changed. Open Alongside.')).length;
const put = (client: Client, shiftId: string, name: 'ana' | 'ben' | 'cai' | null, basedOn?: string | null) =>
  client.send('shift:place', {
    shiftId,
    place: 1,
    personId: name && helpline.ids[name],
    ...(basedOn !== undefined && { basedOn }),
  });

test('whoever is put on a shift, and whoever is taken off, is told on their screens until they have seen it', async () => {
  const later = await helpline.addShift(40, 44, ['ana']);
  const { ana, ben, cai, mo } = await helpline.connectAll('ana', 'ben', 'cai', 'mo');
  await expectOk(put(mo, later, 'cai'));
  const told = { shiftId: later, by: helpline.ids.mo, seenAt: null };
  expect(await cai.hears('update:changed')).toMatchObject({ ...told, kind: 'shift-added' });
  expect(await ana.hears('update:changed')).toMatchObject({ ...told, kind: 'shift-removed' });
  for (const client of [ben, mo]) expect(await client.hasHeard('update:changed')).toBe(false);
  await Promise.all([ana.isWelcomedAgain(1), cai.isWelcomedAgain(1)]);

  await expectOk(put(mo, later, 'ana'));
  await cai.hears('update:changed', ({ kind }) => kind === 'shift-removed');
  expect((await helpline.connect('cai')).welcome.updates).toMatchObject([{ kind: 'shift-removed' }]);
  await expectOk(put(mo, later, 'ana'));
  expect((await helpline.connect('ana')).welcome.updates).toMatchObject([{ kind: 'shift-added' }]);
});

test('a manager on call who has a place in the shift too is told once that it was moved, and that it was moved back', async () => {
  const { db, clock } = notifyingServer.testServer;
  const { mo: managerId } = helpline.ids;
  const shiftId = await helpline.addShift(40, 46, ['mo', 'ana']);
  await db
    .update(people)
    .set({ roles: ['manager', 'supporter'] })
    .where(eq(people.id, managerId));
  await db.update(shifts).set({ managerId }).where(eq(shifts.id, shiftId));
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const [startsAt, endsAt] = [50, 56].map((hours) => hoursFrom(clock.now(), hours).toISOString());
  const changeId = newId();
  await expectOk(nan.send('shift:move', { changeId, shiftId, startsAt: startsAt!, endsAt: endsAt! }));
  const moved = await mo.hears('update:changed');
  expect(moved).toMatchObject({ shiftId, kind: 'shift-moved' });
  await mo.isWelcomedAgain(1);
  await expectOk(nan.send('shift:undo', { changeId }));
  await mo.hears('update:changed', ({ kind, version }) => kind === 'shift-moved' && version > moved.version);
});

test('by e-mail and on their devices many changes are one message, and one that is soon does not wait', async () => {
  const cai = await helpline.connect('cai');
  const mo = await helpline.connect('mo');
  const device = await notifyingServer.addedDevice(cai);
  for (const from of [40, 60, 80]) await expectOk(put(mo, await helpline.addShift(from, from + 4), 'cai'));
  await notifyingServer.testServer.sender.look();
  expect(mailed('cai')).toBe(0);
  await notifyingServer.timeGoesBy({ minutes: 11 });
  expect(mailed('cai')).toBe(1);
  expect(device.pushed).toHaveLength(1);

  await expectOk(put(mo, await helpline.addShift(10, 14), 'cai'));
  await notifyingServer.testServer.sender.look();
  expect(mailed('cai')).toBe(2);
});

test('one that is soon does not wait for another that still gathers', async () => {
  const cai = await helpline.connect('cai');
  const mo = await helpline.connect('mo');
  const device = await notifyingServer.addedDevice(cai);
  await expectOk(put(mo, await helpline.addShift(40, 44), 'cai'));
  await expectOk(put(mo, await helpline.addShift(0.75, 4), 'cai'));
  await notifyingServer.testServer.sender.look();
  expect(mailed('cai')).toBe(1);
  expect(device.pushed).toHaveLength(1);
  await expectOk(put(mo, await helpline.addShift(60, 64), 'cai'));
  await notifyingServer.timeGoesBy({ minutes: 11 });
  expect(mailed('cai')).toBe(2);
});

test('whoever took this kind out gets none, and is still told on the screen', async () => {
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  await expectOk(cai.send('notification:change', { emailKinds: [] }));
  await expectOk(put(mo, await helpline.addShift(5, 9), 'cai'));
  await cai.hears('update:changed');
  await notifyingServer.testServer.sender.look();
  expect(mailed('cai')).toBe(0);
});

test('of two managers who fill one place at once, the second is told who is there and chooses', async () => {
  const later = await helpline.addShift(40, 44);
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  await expectOk(put(mo, later, 'ana', null));
  expect(await put(nan, later, 'cai', null)).toEqual(
    refused('conflict', 'Another manager has put Ana in this place meanwhile.'),
  );
  expect(await put(nan, later, 'cai', helpline.ids.ana)).toEqual(ok);
  expect(await put(mo, later, null, helpline.ids.cai)).toEqual(ok);
  expect(await put(nan, later, 'ben', helpline.ids.cai)).toMatchObject({
    message: 'Another manager has emptied this place meanwhile.',
  });
});

test('who is on call, a setting and one’s own details are not overwritten unsaid either', async () => {
  const { mo, nan, ana } = await helpline.connectAll('mo', 'nan', 'ana');
  const { shiftId, ids } = helpline;
  const before = { managerId: ids.mo, nextManagerId: ids.nan };
  const swapped = { managerId: ids.nan, nextManagerId: ids.mo };
  expect(await mo.send('shift:onCall', { shiftId, ...swapped, basedOn: before })).toEqual(ok);
  const alone = { shiftId, managerId: ids.mo, nextManagerId: null };
  expect(await nan.send('shift:onCall', { ...alone, basedOn: before })).toEqual(refused('conflict'));
  expect(await nan.send('shift:onCall', { ...alone, basedOn: swapped })).toEqual(ok);

  const wait = (chatHours: number, seen: number) => ({ chatHours, basedOn: { chatHours: seen } });
  expect(await mo.send('helpline:change', wait(6, 12))).toEqual(ok);
  expect(await nan.send('helpline:change', wait(24, 12))).toEqual(refused('conflict'));
  expect(await nan.send('helpline:change', { lockMinutes: 5, basedOn: { lockMinutes: 10 } })).toEqual(ok);
  expect(await nan.send('helpline:change', wait(24, 6))).toEqual(ok);

  const phone = (number: string, seen: string | null) => ({ phone: number, basedOn: { phone: seen } });
  expect(await ana.send('person:profile', phone('020 7946 0000', null))).toEqual(ok);
  expect(await ana.send('person:profile', phone('020 7946 0001', null))).toEqual(refused('conflict'));
  expect(await ana.send('person:profile', phone('020 7946 0001', '020 7946 0000'))).toEqual(ok);
});

test('who was put on and taken off, who is on call and what was set is written down', async () => {
  const later = await helpline.addShift(40, 44, ['ana']);
  const mo = await helpline.connect('mo');
  await expectOk(put(mo, later, 'cai'));
  await expectOk(
    mo.send('shift:onCall', { shiftId: later, managerId: helpline.ids.mo, nextManagerId: null }),
    mo.send('helpline:change', { chatHours: 12 }),
  );
  const lines = await notifyingServer.testServer.db
    .select({ by: auditLog.by, action: auditLog.action, about: auditLog.about })
    .from(auditLog)
    .where(eq(auditLog.helplineId, helpline.id))
    .orderBy(auditLog.number);
  const { ana, cai } = helpline.ids;
  expect(lines.slice(0, 2).map(({ action, about }) => [action, about])).toEqual([
    ['taken-off-shift', ana],
    ['placed-in-shift', cai],
  ]);
  expect(
    lines
      .slice(2)
      .map(({ action }) => action)
      .sort(),
  ).toEqual(['on-call-changed', 'settings-changed']);
  for (const { by } of lines) expect(by).toBe(helpline.ids.mo);
});
