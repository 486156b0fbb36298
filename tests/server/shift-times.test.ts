import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { followUps } from '#drizzle/schema/follow-ups';
import { shifts } from '#drizzle/schema/shifts';
import type { UndoableChange } from '#shared/rota-changes';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const ok = { ok: true };
const hour = 3_600_000;

const at = (hours: number) => new Date(testServer.clock.now().getTime() + hours * hour).toISOString();
const times = (from: number, to: number) => ({ startsAt: at(from), endsAt: at(to) });
const add = (client: Client, from: number, to: number, more: object = {}) =>
  client.send('shift:add', { changeId: newId(), shiftId: newId(), ...times(from, to), ...more });
const move = (client: Client, shiftId: string, from: number, to: number, more: object = {}) =>
  client.send('shift:move', { changeId: newId(), shiftId, ...times(from, to), ...more });
const cancel = (client: Client, shiftId: string, more: object = {}) =>
  client.send('shift:cancel', { changeId: newId(), shiftId, ...more });
const fresh = async (name: 'mo' | 'ana' | 'cai', id: string) =>
  (await helpline.connect(name)).welcome.shifts.find((shift) => shift.id === id);

test('a manager adds a shift with words, and everybody hears of it; an undo takes it off every rota', async () => {
  const { mo, nan, cai } = await helpline.connectAll('mo', 'nan', 'cai');
  const [shiftId, changeId] = [newId(), newId()];
  const fields = { changeId, shiftId, ...times(40, 46), words: 'Christmas' };
  expect(await mo.send('shift:add', fields)).toEqual(ok);
  for (const client of [mo, cai])
    expect(await client.hears('shift:changed', ({ id }) => id === shiftId)).toMatchObject({
      words: 'Christmas',
      covered: false,
    });
  expect(await nan.send('shift:undo', { changeId })).toEqual(ok);
  await cai.hears('shift:changed', ({ id, state }) => id === shiftId && state === 'replaced');
  expect(await nan.send('shift:undo', { changeId })).toEqual(refused('conflict', /undone already/));
  expect(await mo.send('shift:place', { shiftId, place: 1, personId: helpline.ids.cai })).toEqual(
    refused('conflict'),
  );
});

test('a shift ends after it begins, lasts a day at most, is ahead, and within four weeks', async () => {
  const mo = await helpline.connect('mo');
  expect(await add(mo, 40, 40)).toEqual(refused('conflict', /end after it begins/));
  expect(await add(mo, 40, 39)).toEqual(refused('conflict', /end after it begins/));
  expect(await add(mo, 40, 65)).toEqual(refused('conflict', /24 hours at most/));
  expect(await add(mo, 40, 64)).toEqual(ok);
  expect(await add(mo, -30, -26)).toEqual(refused('conflict', /has passed/));
  expect(await add(mo, 28 * 24 + 1, 28 * 24 + 5)).toEqual(refused('conflict', /four weeks/));
  expect(await add(mo, 28 * 24, 28 * 24 + 5)).toEqual(ok);
  for (const more of [
    { words: 'x'.repeat(61) },
    { startsAt: '30 February' },
    { endsAt: '2026-02-30T10:00Z' },
  ])
    expect(await add(mo, 80, 84, more)).toEqual(refused('malformed'));
});

test('two shifts at once need to be said to be a second line, which fills no gap and blocks none', async () => {
  const mo = await helpline.connect('mo');
  await helpline.addShift(40, 46);
  expect(await add(mo, 45, 50)).toEqual(refused('conflict', /second line/));
  expect(await add(mo, 46, 50)).toEqual(ok);
  const shiftId = newId();
  expect(await add(mo, 40, 46, { shiftId, secondLine: true })).toEqual(ok);
  expect(await mo.hears('shift:changed', ({ id }) => id === shiftId)).toMatchObject({ secondLine: true });
  expect(await add(mo, 40, 46)).toEqual(refused('conflict'));
});

test('a moved shift keeps its people, who are told, and everybody hears the new times', async () => {
  const shiftId = await helpline.addShift(40, 44, ['ana', 'cai']);
  const { mo, ana, ben, cai } = await helpline.connectAll('mo', 'ana', 'ben', 'cai');
  const seen = times(40, 44);
  expect(await move(mo, shiftId, 41, 46, { words: 'Later', basedOn: seen })).toEqual(ok);
  for (const client of [ana, cai]) {
    expect(await client.hears('update:changed')).toMatchObject({
      shiftId,
      kind: 'shift-moved',
      by: helpline.ids.mo,
    });
    await client.isWelcomedAgain(1);
  }
  expect(await ben.hears('shift:changed')).toMatchObject({ id: shiftId, ...times(41, 46), words: 'Later' });
  expect(await ben.hasHeard('update:changed')).toBe(false);
  expect((await fresh('ana', shiftId))!.places).toHaveLength(2);
  expect(await move(mo, shiftId, 50, 54, { basedOn: seen })).toEqual(
    refused('conflict', /Another manager has given/),
  );
});

test('whoever would be on two shifts at once is named first, and gives up the place only where the manager says so', async () => {
  await helpline.addShift(60, 64, ['ana']);
  const shiftId = await helpline.addShift(40, 44, ['ana', 'cai']);
  const { mo, ana } = await helpline.connectAll('mo', 'ana');
  const changeId = newId();
  const there = { changeId, shiftId, ...times(64, 68) };
  expect(await move(mo, shiftId, 60, 64)).toEqual(refused('conflict', /another shift/));
  await testServer.db.update(shifts).set({ secondLine: true }).where(eq(shifts.id, shiftId));
  expect(await move(mo, shiftId, 62, 66)).toEqual(refused('conflict', /^Ana would be on two/));
  expect(await mo.send('shift:move', { ...there, ...times(62, 66), without: [helpline.ids.ana] })).toEqual(
    ok,
  );
  expect(await ana.hears('update:changed')).toMatchObject({ shiftId, kind: 'shift-removed' });
  const people = async () => (await fresh('mo', shiftId))!.places.map(({ firstName }) => firstName);
  expect(await people()).toEqual(['Cai']);
  expect(await mo.send('shift:undo', { changeId })).toEqual(ok);
  expect(await people()).toEqual(['Ana', 'Cai']);
  expect(await fresh('mo', shiftId)).toMatchObject(times(40, 44));
});

test('a cancelled shift says so to all, has nobody in it, counts for nothing, and an undo brings its people back', async () => {
  const shiftId = await helpline.addShift(0.4, 4.4, ['cai']);
  await testServer.db.update(shifts).set({ secondLine: true }).where(eq(shifts.id, shiftId));
  const { mo, ben, cai } = await helpline.connectAll('mo', 'ben', 'cai');
  const changeId = newId();
  const words = 'No second line tonight';
  expect(await mo.send('shift:cancel', { changeId, shiftId, words })).toEqual(ok);
  expect(await cai.hears('update:changed')).toMatchObject({ shiftId, kind: 'shift-cancelled' });
  expect(await ben.hears('shift:changed')).toMatchObject({
    id: shiftId,
    state: 'cancelled',
    words,
    places: [],
  });
  expect(await cai.send('presence:join', { shiftId })).toEqual(refused('not-yours'));
  expect(await mo.send('shift:place', { shiftId, place: 1, personId: helpline.ids.cai })).toEqual(
    refused('conflict', 'This shift has been cancelled.'),
  );
  expect(await cancel(mo, shiftId)).toEqual(refused('conflict', /meanwhile/));
  expect(await move(mo, shiftId, 10, 14)).toEqual(refused('conflict', /meanwhile/));

  expect(await mo.send('shift:undo', { changeId })).toEqual(ok);
  expect(await cai.hears('update:changed', ({ kind }) => kind === 'shift-added')).toMatchObject({ shiftId });
  await cai.isWelcomedAgain(2);
  expect(await cai.send('presence:join', { shiftId })).toEqual(ok);
  expect(await cancel(mo, shiftId)).toEqual(refused('conflict', /has begun/));
});

test('what can be undone is listed, and is no more once another change has overtaken it', async () => {
  const shiftId = await helpline.addShift(40, 44);
  const mo = await helpline.connect('mo');
  const listed = async () => {
    const headers = { cookie: await helpline.cookieOf('mo') };
    const response = await fetch(`${testServer.url}/api/rota/changes`, { headers });
    return ((await response.json()) as { changes: UndoableChange[] }).changes.map(({ id }) => id);
  };
  const [first, second] = [newId(), newId()];
  await expectOk(mo.send('shift:move', { changeId: first, shiftId, ...times(50, 54) }));
  expect(await listed()).toEqual([first]);
  await expectOk(mo.send('shift:cancel', { changeId: second, shiftId }));
  expect(await listed()).toEqual([second]);
  await expectOk(mo.send('shift:undo', { changeId: second }));
  expect(await listed()).toEqual([first]);
  testServer.clock.advance({ minutes: 15, seconds: 1 });
  expect(await listed()).toEqual([]);
});

test('a shift that is on stays as it is', async () => {
  const mo = await helpline.connect('mo');
  expect(await move(mo, helpline.shiftId, 1, 5)).toEqual(refused('conflict', /has begun/));
  expect(await cancel(mo, helpline.shiftId)).toEqual(refused('conflict', /has begun/));
});

test('an undo is refused after fifteen minutes, and once somebody has changed the shift', async () => {
  const shiftId = await helpline.addShift(40, 44, ['ana']);
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const [first, second] = [newId(), newId()];
  await expectOk(mo.send('shift:move', { changeId: first, shiftId, ...times(50, 54) }));
  await expectOk(nan.send('shift:place', { shiftId, place: 2, personId: helpline.ids.cai }));
  expect(await mo.send('shift:undo', { changeId: first })).toEqual(refused('conflict', /changed this since/));
  expect(await mo.send('shift:undo', { changeId: newId() })).toEqual(refused('not-found'));

  await expectOk(mo.send('shift:move', { changeId: second, shiftId, ...times(60, 64) }));
  testServer.clock.advance({ minutes: 15, seconds: 1 });
  expect(await mo.send('shift:undo', { changeId: second })).toEqual(refused('conflict', /fifteen minutes/));
});

test('a person who has another shift by then, or is suspended, is not brought back onto two', async () => {
  const shiftId = await helpline.addShift(40, 44, ['ana', 'cai']);
  const mo = await helpline.connect('mo');
  const [first, second] = [newId(), newId()];
  await expectOk(mo.send('shift:cancel', { changeId: first, shiftId }));
  await expectOk(add(mo, 40, 44, { shiftId: second, secondLine: true }));
  await expectOk(mo.send('shift:place', { shiftId: second, place: 1, personId: helpline.ids.ana }));
  expect(await mo.send('shift:undo', { changeId: first })).toEqual(refused('conflict', /another shift then/));
  await expectOk(
    mo.send('shift:place', { shiftId: second, place: 1, personId: null }),
    mo.send('person:suspend', { personId: helpline.ids.cai }),
  );
  expect(await mo.send('shift:undo', { changeId: first })).toEqual(ok);
  expect((await fresh('mo', shiftId))!.places.map(({ firstName }) => firstName)).toEqual(['Ana']);
});

test('only the managers of this helpline change its times, and what they did is written down', async () => {
  const shiftId = await helpline.addShift(40, 44);
  const elsewhere = await openHelpline(testServer);
  const stranger = await elsewhere.connect('mo');
  const { ana, sue, mo } = await helpline.connectAll('ana', 'sue', 'mo');
  for (const client of [ana, sue]) {
    expect(await add(client, 50, 54)).toEqual(refused('not-yours'));
    expect(await move(client, shiftId, 50, 54)).toEqual(refused('not-yours'));
    expect(await cancel(client, shiftId)).toEqual(refused('not-yours'));
  }
  expect(await move(stranger, shiftId, 50, 54)).toEqual(refused('not-found'));
  expect(await cancel(stranger, shiftId)).toEqual(refused('not-found'));
  const changeId = newId();
  await expectOk(mo.send('shift:cancel', { changeId, shiftId }));
  expect(await stranger.send('shift:undo', { changeId })).toEqual(refused('not-found'));
  const [line] = await testServer.db
    .select({ by: auditLog.by, about: auditLog.about })
    .from(auditLog)
    .where(and(eq(auditLog.helplineId, helpline.id), eq(auditLog.action, 'shift-cancelled')));
  expect(line).toEqual({ by: helpline.ids.mo, about: shiftId });
  elsewhere.leaveAll();
});

test('a cancelled shift is not the next one, before which a call has to be looked at', async () => {
  const { mo, ana } = await helpline.connectAll('mo', 'ana');
  await expectOk(ana.send('presence:join', { shiftId: helpline.shiftId }));
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }));
  const changes = { responseNeeded: 'manager-before-next-shift' } as const;
  await expectOk(ana.send('call:note', { callId, changes }));
  const cancelled = await helpline.addShift(6, 10);
  await helpline.addShift(30, 34);
  await expectOk(cancel(mo, cancelled));
  const reminded = async () =>
    (await testServer.db.select().from(followUps).where(eq(followUps.callId, callId))).map(
      ({ remindedAt }) => remindedAt !== null,
    );
  await testServer.timePasses({ hours: 5 });
  expect(await reminded()).toEqual([false]);
  await testServer.timePasses({ hours: 24 });
  expect(await reminded()).toEqual([true]);
});
