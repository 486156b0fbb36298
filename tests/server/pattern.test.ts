import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { shifts } from '#drizzle/schema/shifts';
import { shiftsToLayOut } from '#server/shifts/lay-out-shifts';
import { usualPattern, type PatternPage, type PatternPreview } from '#shared/patterns';
import type { OpeningPattern } from '#shared/shifts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach();
const ok = { ok: true };

/** Every evening an hour earlier. */
const earlier = usualPattern.map((line) => ({ ...line, opensAt: '17:00', closesAt: '23:00' }));

beforeEach(async () => {
  await testServer.db.delete(shifts).where(eq(shifts.helplineId, helpline.id));
  const usual = { openingPattern: usualPattern };
  await testServer.db.update(helplines).set(usual).where(eq(helplines.id, helpline.id));
  await layOut();
});

const layOut = () => testServer.live.change(helpline.id, shiftsToLayOut.carryOut);
const change = (client: Client, lines: OpeningPattern, from = '2026-11-30', more: object = {}) =>
  client.send('shift:changePattern', { changeId: newId(), from, lines, ...more });
const rows = () =>
  testServer.db.select().from(shifts).where(eq(shifts.helplineId, helpline.id)).orderBy(shifts.startsAt);
const planned = async () => (await rows()).filter(({ state }) => state === 'planned');
const startsOn = async (date: string) =>
  (await planned())
    .map(({ startsAt }) => startsAt.toISOString())
    .filter((startsAt) => startsAt.startsWith(date))
    .map((startsAt) => startsAt.slice(11, 16));
const idOn = async (date: string) =>
  (await planned()).find(({ startsAt }) => startsAt.toISOString().startsWith(date))!.id;
const place = (client: Client, shiftId: string, name: 'ana' | 'cai') =>
  client.send('shift:place', { shiftId, place: 1, personId: helpline.ids[name] });
const fetched = async <Answer>(path: string, name: 'mo' | 'ana' = 'mo') => {
  const response = await fetch(testServer.url + path, {
    headers: { cookie: await helpline.cookieOf(name) },
  });
  return (await response.json()) as Answer;
};
const previewOf = (lines: OpeningPattern, from = '2026-11-30') =>
  fetched<PatternPreview>(
    `/api/rota/pattern/preview?from=${from}&lines=${encodeURIComponent(JSON.stringify(lines))}`,
  );

test('from its day on, empty shifts of the old pattern make way, and everything before it stays', async () => {
  const mo = await helpline.connect('mo');
  const before = await planned();
  expect(await change(mo, earlier)).toEqual(ok);
  expect(await startsOn('2026-11-29')).toEqual(['12:00']);
  expect(await startsOn('2026-11-30')).toEqual(['17:00']);
  expect(await startsOn('2026-12-05')).toEqual(['17:00']);
  expect(await planned()).toHaveLength(before.length);
  const replaced = (await rows()).filter(({ state }) => state === 'replaced');
  expect(replaced.every(({ startsAt }) => startsAt >= new Date('2026-11-30'))).toBe(true);
  await mo.hears('shift:changed', ({ id, state }) => id === replaced[0]!.id && state === 'replaced');
  const after = await planned();
  await layOut();
  expect(await planned()).toEqual(after);
});

test('who was on call in a shift that makes way is on call in the one that takes its place', async () => {
  const mo = await helpline.connect('mo');
  const shiftId = await idOn('2026-12-01');
  const onCall = { managerId: helpline.ids.nan, nextManagerId: null };
  await expectOk(mo.send('shift:onCall', { shiftId, ...onCall }), change(mo, earlier));
  const made = (await planned()).find(({ startsAt }) => startsAt.toISOString().startsWith('2026-12-01'));
  expect(made).toMatchObject({ ...onCall, startsAt: new Date('2026-12-01T17:00Z') });
});

test('a shift with somebody in it stays as it is and is named; once it is cancelled, the pattern takes its evening', async () => {
  const mo = await helpline.connect('mo');
  const shiftId = await idOn('2026-12-02');
  await expectOk(place(mo, shiftId, 'ana'));
  const preview = await previewOf(earlier);
  expect(preview.left.map(({ id }) => id)).toEqual([shiftId]);
  expect(preview.made).toHaveLength(28);
  expect(await change(mo, earlier)).toEqual(ok);
  expect(await startsOn('2026-12-02')).toEqual(['18:00']);
  expect(preview.replaced).toBe((await rows()).filter(({ state }) => state === 'replaced').length);

  const changeId = newId();
  await expectOk(mo.send('shift:cancel', { changeId, shiftId }));
  expect(await startsOn('2026-12-02')).toEqual(['17:00']);
  expect(await mo.send('shift:undo', { changeId })).toEqual(ok);
  expect(await startsOn('2026-12-02')).toEqual(['18:00']);
});

test('an undo brings the old shifts back under their ids, and leaves one in which somebody was put meanwhile', async () => {
  const mo = await helpline.connect('mo');
  const before = (await planned()).map(({ id, startsAt }) => [id, startsAt]);
  const changeId = newId();
  await expectOk(mo.send('shift:changePattern', { changeId, from: '2026-11-30', lines: earlier }));
  const made = await idOn('2026-12-03');
  await expectOk(place(mo, made, 'cai'));
  expect(await mo.send('shift:undo', { changeId })).toEqual(ok);
  expect(await startsOn('2026-12-03')).toEqual(['17:00']);
  const after = (await planned()).filter(({ id }) => id !== made).map(({ id, startsAt }) => [id, startsAt]);
  expect(after).toEqual(before.filter(([, at]) => !(at as Date).toISOString().startsWith('2026-12-03')));
  expect((await fetched<PatternPage>('/api/rota/pattern')).patterns).toHaveLength(1);
});

test('a shift that was added by hand and taken off again is not what a new pattern lays out at its time', async () => {
  const mo = await helpline.connect('mo');
  const times = { startsAt: '2026-12-01T08:00:00.000Z', endsAt: '2026-12-01T12:00:00.000Z' };
  for (const secondLine of [false, true]) {
    const changeId = newId();
    const added = { changeId, shiftId: newId(), ...times, words: 'A trial', secondLine };
    await expectOk(mo.send('shift:add', added));
    await expectOk(mo.send('shift:undo', { changeId }));
  }
  await expectOk(change(mo, [{ weekday: 2, opensAt: '08:00', closesAt: '12:00' }]));
  const made = (await planned()).filter(({ startsAt }) => startsAt.toISOString() === times.startsAt);
  expect(made).toMatchObject([{ words: null, secondLine: false }]);
});

test('an undo is refused once the pattern was changed again, and after fifteen minutes', async () => {
  const mo = await helpline.connect('mo');
  const [first, second] = [newId(), newId()];
  await expectOk(mo.send('shift:changePattern', { changeId: first, from: '2026-11-30', lines: earlier }));
  await expectOk(
    mo.send('shift:changePattern', { changeId: second, from: '2026-12-07', lines: usualPattern }),
  );
  expect(await mo.send('shift:undo', { changeId: first })).toEqual(refused('conflict', /pattern since/));
  testServer.clock.advance({ minutes: 16 });
  expect(await mo.send('shift:undo', { changeId: second })).toEqual(refused('conflict', /fifteen/));
});

test('what was cancelled or moved by hand stays so, whatever the pattern becomes', async () => {
  const mo = await helpline.connect('mo');
  const [cancelled, moved] = [await idOn('2026-12-09'), await idOn('2026-12-10')];
  const midday = { startsAt: '2026-12-10T09:00:00.000Z', endsAt: '2026-12-10T12:00:00.000Z' };
  await expectOk(mo.send('shift:cancel', { changeId: newId(), shiftId: cancelled, words: 'Closed' }));
  await expectOk(mo.send('shift:move', { changeId: newId(), shiftId: moved, ...midday }));
  await layOut();
  expect(await startsOn('2026-12-09')).toEqual([]);
  expect(await startsOn('2026-12-10')).toEqual(['09:00']);
  expect(await change(mo, earlier)).toEqual(ok);
  expect(await startsOn('2026-12-09')).toEqual([]);
  expect(await startsOn('2026-12-10')).toEqual(['09:00']);
});

test('a shift moved to an earlier hour of its day is not laid out again once it is over', async () => {
  const mo = await helpline.connect('mo');
  const shiftId = await idOn('2026-11-20');
  const morning = { startsAt: '2026-11-20T08:00:00.000Z', endsAt: '2026-11-20T12:00:00.000Z' };
  await expectOk(mo.send('shift:move', { changeId: newId(), shiftId, ...morning }));
  testServer.clock.advance({ hours: 43 });
  expect(testServer.clock.now()).toEqual(new Date('2026-11-20T15:00Z'));
  await layOut();
  expect(await startsOn('2026-11-20')).toEqual(['08:00']);
});

test('a pattern begins tomorrow at the earliest, within a year, and its lines neither overlap nor last no time', async () => {
  const mo = await helpline.connect('mo');
  const line = (weekday: number, opensAt: string, closesAt: string) => ({ weekday, opensAt, closesAt });
  const monday = line(1, '18:00', '00:00');
  expect(await change(mo, earlier, '2026-11-18')).toEqual(refused('conflict', /tomorrow/));
  expect(await change(mo, earlier, '2027-11-29')).toEqual(refused('conflict', /within a year/));
  expect(await change(mo, [monday, line(1, '23:00', '02:00')])).toEqual(
    refused('conflict', /^Line 2: .*overlaps/),
  );
  expect(await change(mo, [line(7, '20:00', '04:00'), line(1, '03:00', '05:00')])).toEqual(
    refused('conflict', /overlaps/),
  );
  expect(await change(mo, [line(1, '18:00', '18:00')])).toEqual(refused('conflict', /ends when it begins/));
  for (const lines of [[], [line(8, '18:00', '20:00')], [line(1, '18:00', '25:00')]])
    expect(await change(mo, lines)).toEqual(refused('malformed'));
  expect(await change(mo, earlier, '2026-02-30')).toEqual(refused('malformed'));
  expect(await change(mo, [monday, line(2, '00:00', '02:00')], '2026-11-19')).toEqual(ok);
});

test('of two managers who change it at once, the second is told, looks and chooses', async () => {
  const { mo, nan, ana, sue } = await helpline.connectAll('mo', 'nan', 'ana', 'sue');
  const { digest, patterns } = await fetched<PatternPage>('/api/rota/pattern');
  expect(patterns).toEqual([{ from: null, lines: usualPattern }]);
  expect(await change(mo, earlier, '2026-11-30', { basedOn: digest })).toEqual(ok);
  expect(await change(nan, earlier, '2026-12-07', { basedOn: digest })).toEqual(
    refused('conflict', /Another manager has changed the pattern/),
  );
  const again = await fetched<PatternPage>('/api/rota/pattern');
  expect(await change(nan, usualPattern, '2026-12-07', { basedOn: again.digest })).toEqual(ok);
  for (const client of [ana, sue]) expect(await change(client, earlier)).toEqual(refused('not-yours'));
  expect(await fetched('/api/rota/pattern', 'ana')).toMatchObject({ code: 'not-yours' });
});

test('a pattern that begins after the weeks laid out is followed when they come', async () => {
  const mo = await helpline.connect('mo');
  expect(await change(mo, earlier, '2026-12-21')).toEqual(ok);
  expect((await rows()).every(({ state }) => state === 'planned')).toBe(true);
  testServer.clock.advance({ hours: 7 * 24 });
  await layOut();
  expect(await startsOn('2026-12-20')).toEqual(['12:00']);
  expect(await startsOn('2026-12-21')).toEqual(['17:00']);
});

test('a pattern with more shifts than the one before is laid out as its shifts come within four weeks', async () => {
  const mo = await helpline.connect('mo');
  const mondays = usualPattern.filter(({ weekday }) => weekday === 1);
  await expectOk(change(mo, mondays, '2026-11-23'));
  await expectOk(change(mo, usualPattern, '2026-12-14'));
  expect(await startsOn('2026-12-17')).toEqual([]);
  await testServer.timePasses({ hours: 24 });
  expect(await startsOn('2026-12-17')).toEqual(['18:00']);
});

test('where a new pattern begins in the middle of a night, no minute is in two shifts', async () => {
  const nights = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '20:00', closesAt: '04:00' }));
  const early = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '02:00', closesAt: '10:00' }));
  const mo = await helpline.connect('mo');
  await expectOk(change(mo, nights, '2026-11-23'), change(mo, early, '2026-12-01'));
  const spans = (await planned()).map(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()]);
  for (const [index, [from]] of spans.entries())
    if (index > 0) expect(from!).toBeGreaterThanOrEqual(spans[index - 1]![1]!);
  expect(await startsOn('2026-12-01')).toEqual(['04:00']);
  expect(await startsOn('2026-12-02')).toEqual(['02:00']);
});

test('empty places that make way for a new pattern are not asked about any more, and are once it is undone', async () => {
  await testServer.db.update(helplines).set({ gapAskDays: 14 }).where(eq(helplines.id, helpline.id));
  await testServer.due.look();
  const mo = await helpline.connect('mo');
  const shiftId = await idOn('2026-11-26');
  const asked = async () => {
    const cai = await helpline.connect('cai');
    const cards = cai.welcome.swaps.filter((swap) => swap.shiftId === shiftId && swap.asksMe);
    return { cai, cards };
  };
  const { cai, cards } = await asked();
  const swapId = cards[0]!.id;
  const changeId = newId();
  await expectOk(mo.send('shift:changePattern', { changeId, from: '2026-11-23', lines: earlier }));
  await cai.hears('swap:changed', ({ id, state }) => id === swapId && state === 'over');
  expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(refused('conflict', /^Thank you/));
  await testServer.due.look();
  expect((await asked()).cards).toEqual([]);

  await expectOk(mo.send('shift:undo', { changeId }));
  await testServer.due.look();
  expect((await asked()).cards).toHaveLength(2);
});

test('a request for cover goes on under a new pattern, and the yes takes the place in the shift that stayed', async () => {
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const shiftId = await idOn('2026-12-02');
  await expectOk(place(mo, shiftId, 'ana'));
  const swapId = newId();
  await expectOk(ana.send('swap:ask', { swapId, shiftId, kind: 'cover' }));
  await cai.hears('swap:changed', ({ asksMe }) => asksMe);
  expect((await previewOf(earlier)).left.map(({ id }) => id)).toContain(shiftId);
  expect(await change(mo, earlier)).toEqual(ok);
  expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(ok);
  const { welcome } = await helpline.connect('mo');
  const after = welcome.shifts.find(({ id }) => id === shiftId)!;
  expect(after.places.map(({ personId }) => personId)).toEqual([helpline.ids.cai]);
  expect(await startsOn('2026-12-02')).toEqual(['18:00']);
});
