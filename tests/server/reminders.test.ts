import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { remindersOf } from '#shared/reminders';
import { expectOk, newId } from '../support/helpline.ts';
import { useNotifyingServer } from '../support/use-helpline.ts';

const { notifyingServer, helpline } = useNotifyingServer();
const hour = 3_600_000;

type Supporter = 'ana' | 'ben' | 'cai';
const mailed = (name: Supporter, words = 'Your next time in Alongside is soon. Open Alongside.') =>
  notifyingServer.mail.to(helpline.emailOf(name)).filter(({ text }) => text.includes(words)).length;
const counts = () => (['ana', 'ben', 'cai'] as const).map((name) => mailed(name));

async function look(server = notifyingServer.testServer) {
  await server.due.look();
  await server.sender.look();
}
async function passes(hours: number) {
  notifyingServer.testServer.clock.advance({ hours });
  await look();
}

/** It is 20:00, so the evening before a shift that begins in 40 hours, at midday, is in 22. */
beforeEach(() => {
  const { clock } = notifyingServer.testServer;
  const day = 24 * hour;
  const since = (clock.now().getTime() - 20 * hour) % day;
  clock.advance({ seconds: (day - since) / 1_000 });
});

test('the evening before and two hours before, once each, to the two who have a place', async () => {
  await helpline.addShift(40, 44, ['ana', 'ben']);
  const ana = await helpline.connect('ana');
  const device = await notifyingServer.addedDevice(ana);
  await passes(21.9);
  expect(counts()).toEqual([0, 0, 0]);
  await passes(0.2);
  await look();
  expect(counts()).toEqual([1, 1, 0]);
  expect(device.pushed).toHaveLength(1);
  await passes(15.8);
  expect(counts()).toEqual([1, 1, 0]);
  await passes(0.2);
  await look();
  expect(counts()).toEqual([2, 2, 0]);
  await passes(3);
  expect(counts()).toEqual([2, 2, 0]);
});

test('of two servers one tells it, also of one that was started in between', async () => {
  await helpline.addShift(40, 44, ['ana', 'ben']);
  const second = await notifyingServer.openSecond();
  notifyingServer.testServer.clock.advance({ hours: 22.1 });
  second.clock.advance({
    seconds: (notifyingServer.testServer.clock.now().getTime() - second.clock.now().getTime()) / 1_000,
  });
  await Promise.all([look(), look(second), look(), look(second)]);
  expect(counts()).toEqual([1, 1, 0]);
  await second.close();
  const third = await notifyingServer.openSecond();
  third.clock.advance({
    seconds: (notifyingServer.testServer.clock.now().getTime() - third.clock.now().getTime()) / 1_000,
  });
  await look(third);
  expect(counts()).toEqual([1, 1, 0]);
  await third.close();
});

test('where no server ran for a night, only the later of the two is told, and of a shift that has begun neither', async () => {
  await helpline.addShift(40, 44, ['ana']);
  await helpline.addShift(20, 24, ['ben']);
  await passes(38.5);
  expect(counts()).toEqual([1, 0, 0]);
  await passes(1);
  expect(counts()).toEqual([1, 0, 0]);
});

test('whoever was put on it after such a time has just been told, and whoever lost it is not told any more', async () => {
  const later = await helpline.addShift(40, 44, ['ana', 'ben']);
  const put = async (place: 1 | 2, personId: string | null) =>
    expectOk((await helpline.connect('mo')).send('shift:place', { shiftId: later, place, personId }));
  await passes(22.1);
  expect(counts()).toEqual([1, 1, 0]);
  await put(2, null);
  await passes(16.4);
  expect(counts()).toEqual([2, 1, 0]);
  await put(2, helpline.ids.cai);
  await look();
  expect(mailed('cai', 'Your next time in Alongside has changed.')).toBe(1);
  await passes(1);
  expect(counts()).toEqual([2, 1, 0]);
});

test('it comes by the ways that somebody chose, and not at all where they chose none', async () => {
  await helpline.addShift(40, 44, ['ana', 'ben']);
  const { ana, ben } = await helpline.connectAll('ana', 'ben');
  const device = await notifyingServer.addedDevice(ana);
  await expectOk(
    ana.send('notification:change', { emailKinds: [] }),
    ben.send('notification:change', { emailKinds: ['rota'], pushKinds: [] }),
  );
  await passes(22.1);
  expect(counts()).toEqual([0, 0, 0]);
  expect(device.pushed).toHaveLength(1);
});

test('quiet hours hold it back, and what would come only when the shift has begun is not sent', async () => {
  await helpline.addShift(40, 44, ['ana', 'ben']);
  const { ana, ben } = await helpline.connectAll('ana', 'ben');
  await expectOk(
    ana.send('notification:change', { quiet: { from: '09:00', until: '11:00' } }),
    ben.send('notification:change', { quiet: { from: '09:00', until: '12:30' } }),
  );
  await passes(22.1);
  await passes(16);
  expect(counts()).toEqual([1, 1, 0]);
  await passes(1);
  expect(counts()).toEqual([2, 1, 0]);
  await passes(2);
  expect(counts()).toEqual([2, 1, 0]);
});

test('what quiet hours held back is not sent to somebody who lost the place meanwhile', async () => {
  const later = await helpline.addShift(40, 44, ['ana', 'ben']);
  const ana = await helpline.connect('ana');
  await expectOk(ana.send('notification:change', { quiet: { from: '17:00', until: '20:00' } }));
  await passes(22.1);
  expect(counts()).toEqual([0, 1, 0]);
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('shift:place', { shiftId: later, place: 1, personId: null }));
  await passes(2);
  expect(counts()).toEqual([0, 1, 0]);
});

test('a shift that was moved is announced at its new time, and one that was cancelled not at all', async () => {
  const [later, off] = [await helpline.addShift(40, 44, ['ana']), await helpline.addShift(30, 34, ['ben'])];
  await passes(5);
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('shift:cancel', { changeId: newId(), shiftId: off }));
  await passes(17.1);
  expect(counts()).toEqual([1, 0, 0]);
  const from = notifyingServer.testServer.clock.now().getTime();
  const at = (hours: number) => new Date(from + hours * hour).toISOString();
  const move = { changeId: newId(), shiftId: later, startsAt: at(100), endsAt: at(104) };
  await expectOk((await helpline.connect('mo')).send('shift:move', move));
  await passes(20);
  expect(counts()).toEqual([1, 0, 0]);
  await passes(78.1);
  expect(counts()).toEqual([2, 0, 0]);
});

test('the database finds the same evening as the rule, in every zone and over every clock change', async () => {
  const { db } = notifyingServer.testServer;
  const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Auckland', 'UTC'];
  const minutes = fc.integer({
    min: Date.parse('2026-01-01') / 60_000,
    max: Date.parse('2029-01-01') / 60_000,
  });
  const some = fc.sample(fc.tuple(minutes, fc.constantFrom(...zones)), 2_000);
  const asked = some.map(([minute, zone]) => ({ at: new Date(minute * 60_000).toISOString(), zone }));
  const found = await db.execute<{ evening: string }>(sql`
    select to_char(evening_before((one ->> 'at')::timestamptz, one ->> 'zone') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as evening
    from jsonb_array_elements(${JSON.stringify(asked)}::text::jsonb) with ordinality as given (one, number) order by number`);
  expect(found.map(({ evening }) => evening)).toEqual(
    asked.map(({ at, zone }) => remindersOf(new Date(at), zone)[0]!.toISOString()),
  );
});
