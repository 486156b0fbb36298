import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { shifts } from '#drizzle/schema/shifts';
import type { UndoableChange } from '#shared/rota-changes';
import type { Shift } from '#shared/shifts';
import type { WeekCopy } from '#shared/week-copy';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach();
const ok = { ok: true };
const week = 7 * 24;
const [thisMonday, nextMonday] = ['2026-11-16', '2026-11-23'];

const fetched = async <Answer>(path: string, name: 'mo' | 'ana' | 'ben' | 'cai' | 'sue' = 'mo') => {
  const headers = { cookie: await helpline.cookieOf(name) };
  const response = await fetch(testServer.url + path, { headers });
  return (await response.json()) as Answer;
};
const preview = (from = thisMonday, to = nextMonday) =>
  fetched<WeekCopy>(`/api/rota/copy?from=${from}&to=${to}`);
const peopleIn = async (id: string) =>
  (await helpline.connect('mo')).welcome.shifts
    .find((shift) => shift.id === id)!
    .places.map(({ place, firstName }) => [place, firstName]);

test('the people of a week are put on the same shifts of another, and told; an undo takes them off again', async () => {
  const target = await helpline.addShift(week - 1, week + 4);
  const { mo, ana, ben } = await helpline.connectAll('mo', 'ana', 'ben');
  const copy = await preview();
  expect(copy.copied.map(({ shift, firstName }) => [shift.id, firstName])).toEqual([
    [target, 'Ana'],
    [target, 'Ben'],
  ]);
  expect(copy.notCopied).toEqual([]);
  const changeId = newId();
  expect(await mo.send('shift:copyWeek', { changeId, from: thisMonday, to: nextMonday })).toEqual(ok);
  expect(await peopleIn(target)).toEqual([
    [1, 'Ana'],
    [2, 'Ben'],
  ]);
  for (const client of [ana, ben])
    expect(await client.hears('update:changed')).toMatchObject({ shiftId: target, kind: 'shift-added' });
  const { changes } = await fetched<{ changes: UndoableChange[] }>('/api/rota/changes');
  expect(changes).toMatchObject([{ id: changeId, kind: 'copied', by: helpline.ids.mo, shiftId: null }]);
  expect(await mo.send('shift:undo', { changeId })).toEqual(ok);
  expect(await peopleIn(target)).toEqual([]);
  expect(await fetched('/api/rota/changes')).toEqual({ changes: [] });
});

test('what cannot be copied is listed with the reason, and nothing of it happens', async () => {
  const target = await helpline.addShift(week - 1, week + 4, ['cai']);
  const tomorrow = await helpline.addShift(20, 24, ['cai']);
  await helpline.addShift(44, 48, ['ana', 'cai']);
  await helpline.addShift(week + 44, week + 48, ['ben', 'cai']);
  await helpline.addShift(week + 20, week + 24);
  const clash = await helpline.addShift(week + 22, week + 26, ['cai']);
  await testServer.db.update(shifts).set({ secondLine: true }).where(eq(shifts.id, clash));
  const copy = await preview();
  expect(copy.copied.map(({ shift, place, firstName }) => [shift.id, place, firstName])).toEqual([
    [target, 2, 'Ana'],
  ]);
  expect(
    copy.notCopied.map(({ shift, firstName, reason }) => [shift.id === tomorrow, firstName, reason]),
  ).toEqual([
    [false, 'Ben', 'taken'],
    [true, 'Cai', 'busy'],
    [false, 'Ana', 'taken'],
  ]);
  const none = await preview(nextMonday, '2026-12-07');
  expect(none.copied).toEqual([]);
  expect(none.notCopied.every(({ reason }) => reason === 'no-shift')).toBe(true);
  for (const from of ['', 'x', '9999-12-31'])
    expect(await preview(from), from).toMatchObject({ code: 'malformed' });
});

test('nobody is copied into a shift that leaves them too little rest', async () => {
  const target = await helpline.addShift(week - 1, week + 4);
  await helpline.addShift(week + 12, week + 16, ['ana']);
  await testServer.db.update(helplines).set({ restHours: 11 }).where(eq(helplines.id, helpline.id));
  const copy = await preview();
  expect(copy.copied.map(({ shift, firstName }) => [shift.id, firstName])).toEqual([[target, 'Ben']]);
  expect(copy.notCopied.map(({ firstName, reason }) => [firstName, reason])).toEqual([['Ana', 'rest']]);
});

test('who is suspended is not copied, and a shift that has begun takes nobody', async () => {
  const target = await helpline.addShift(week - 1, week + 4);
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.ben }));
  expect((await preview()).copied.map(({ firstName }) => firstName)).toEqual(['Ana']);
  testServer.clock.advance({ hours: week });
  const late = await preview();
  expect([late.copied.length, late.notCopied[0]!.reason]).toEqual([0, 'begun']);
  const copied = await (
    await helpline.connect('mo')
  ).send('shift:copyWeek', {
    changeId: newId(),
    from: thisMonday,
    to: nextMonday,
  });
  expect(copied).toEqual(refused('conflict', /nobody to copy/));
  expect(await peopleIn(target)).toEqual([]);
});

test('a week is copied by a manager, from a Monday into another', async () => {
  const { mo, ana, sue } = await helpline.connectAll('mo', 'ana', 'sue');
  const copy = (from: string, to: string) => ({ changeId: newId(), from, to });
  for (const client of [ana, sue])
    expect(await client.send('shift:copyWeek', copy(thisMonday, nextMonday))).toEqual(refused('not-yours'));
  for (const [from, to] of [
    [thisMonday, thisMonday],
    ['2026-11-17', nextMonday],
    [thisMonday, '2026-02-30'],
  ] as const)
    expect(await mo.send('shift:copyWeek', copy(from, to))).toEqual(refused('malformed'));
});

test('of past weeks supporters see their own shifts, managers and supervisors all, nobody who was there', async () => {
  const before = await helpline.addShift(-100, -96, ['cai', 'ben']);
  await helpline.addShift(-60, -56, ['ana']);
  const past = async (name: Parameters<typeof fetched>[1], more = '') =>
    fetched<{ shifts: Shift[]; more: boolean }>(`/api/rota/past${more}`, name);
  expect((await past('cai')).shifts.map(({ id }) => id)).toEqual([before]);
  expect((await past('ben')).shifts[0]!.places.map(({ firstName }) => firstName)).toEqual(['Cai', 'Ben']);
  for (const name of ['mo', 'sue'] as const) {
    const { shifts: all, more } = await past(name);
    expect(all.map(({ endsAt }) => endsAt)).toEqual(
      all
        .map(({ endsAt }) => endsAt)
        .toSorted()
        .reverse(),
    );
    expect([all.length, more]).toEqual([2, false]);
    for (const { places } of all)
      for (const place of places) expect(place).toMatchObject({ here: null, phone: null });
    const [first] = all;
    const next = await past(name, `?before=${encodeURIComponent(`${first!.endsAt}/${first!.id}`)}`);
    expect(next.shifts.map(({ id }) => id)).toEqual([before]);
  }
  expect(await past('mo', '?before=yesterday')).toMatchObject({ code: 'malformed' });
});
