import { expect, test } from 'vitest';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

// It is Wednesday, 18 November 2026, 20:00.
const { helpline } = useHelpline();
const induction = { from: '2026-11-16', until: '2026-11-20' };
const hoursTo = (day: string, time = '18:00') =>
  (Date.parse(`${day}T${time}Z`) - helpline.clock.now().getTime()) / 3_600_000;
const shiftOn = (day: string, names: ('ana' | 'ben' | 'cai')[] = []) =>
  helpline.addShift(hoursTo(day), hoursTo(day) + 6, names);

async function inInduction() {
  const { mo, cai, ana, sue } = await helpline.connectAll('mo', 'cai', 'ana', 'sue');
  await expectOk(mo.send('person:induction', { personId: helpline.ids.cai, induction }));
  return { mo, cai, ana, sue };
}

test('a manager sets an induction: the person is told, managers see it, and nobody else', async () => {
  const { mo, cai, ana, sue } = await inInduction();
  const isCai = ({ id }: { id: string }) => id === helpline.ids.cai;
  expect(await mo.hears('person:changed', isCai)).toMatchObject({ induction });
  expect(await cai.hears('person:changed', isCai)).toMatchObject({ induction });
  expect(await cai.hears('update:changed')).toMatchObject({ kind: 'induction-changed', by: helpline.ids.mo });
  expect(await sue.hears('person:changed', isCai)).toMatchObject({ induction: null });
  expect(await ana.hasHeard('person:changed', isCai)).toBe(false);
  for (const other of [cai, ana, sue])
    expect(await other.send('person:induction', { personId: helpline.ids.cai, induction: null })).toEqual(
      refused('not-yours'),
    );
});

test('until its last day is over no place is given, from the day after it is', async () => {
  const { mo } = await inInduction();
  const [last, after] = [await shiftOn('2026-11-20'), await shiftOn('2026-11-21')];
  const place = (shiftId: string) =>
    mo.send('shift:place', { shiftId, place: 1, personId: helpline.ids.cai });
  expect(await place(last)).toEqual(refused('conflict', /^Cai is in the induction then/));
  await expectOk(place(after));
});

test('ended by a manager, places are given at once', async () => {
  const { mo, cai } = await inInduction();
  const shiftId = await shiftOn('2026-11-19');
  await expectOk(mo.send('person:induction', { personId: helpline.ids.cai, induction: null }));
  await expectOk(mo.send('shift:place', { shiftId, place: 1, personId: helpline.ids.cai }));
  expect(await cai.hears('person:changed', ({ induction: days }) => days === null)).toBeTruthy();
});

test('whoever is in it offers nothing and is not asked to come in somebody’s place', async () => {
  const { mo, cai, ana } = await inInduction();
  const [during, after] = [await shiftOn('2026-11-20', ['ana']), await shiftOn('2026-11-24', ['ana'])];
  const offer = (shiftId: string) => cai.send('offer:make', { offerId: newId(), shiftId });
  expect(await offer(during)).toEqual(refused('conflict', /once your induction is over/));
  await expectOk(offer(after));

  const [swapId, later] = [newId(), newId()];
  await expectOk(ana.send('swap:ask', { swapId, shiftId: during, kind: 'cover' }));
  await expectOk(ana.send('swap:ask', { swapId: later, shiftId: after, kind: 'cover' }));
  await cai.hears('swap:changed', ({ id }) => id === later);
  expect(await cai.hasHeard('swap:changed', ({ id }) => id === swapId)).toBe(false);

  // Asked before it was set, a yes is refused as well.
  const longer = { from: '2026-11-16', until: '2026-11-27' };
  await expectOk(mo.send('person:induction', { personId: helpline.ids.cai, induction: longer }));
  expect(await cai.send('swap:answer', { swapId: later, answer: 'yes' })).toEqual(
    refused('conflict', /once your induction is over/),
  );
  await expectOk(mo.send('person:induction', { personId: helpline.ids.cai, induction }));
  await expectOk(cai.send('swap:answer', { swapId: later, answer: 'yes' }));
});

test('a week that is copied into one before its end leaves the person out', async () => {
  const mo = await helpline.connect('mo');
  const into = await shiftOn('2026-11-24');
  await shiftOn('2026-12-01', ['cai', 'ben']);
  const set = (until: string) =>
    mo.send('person:induction', { personId: helpline.ids.cai, induction: { ...induction, until } });
  expect(await set('2026-12-01')).toEqual(
    refused('conflict', /^Cai has a place in a shift before the induction ends/),
  );
  await expectOk(set('2026-11-24'));
  await expectOk(mo.send('shift:copyWeek', { changeId: newId(), from: '2026-11-30', to: '2026-11-23' }));
  const copied = await mo.hears('shift:changed', ({ id }) => id === into);
  expect(copied.places.map(({ firstName }) => firstName)).toEqual(['Ben']);
});

test('days in the wrong order, days that are over, and people who take no shifts are refused', async () => {
  const { mo } = await inInduction();
  const { cai, sue } = helpline.ids;
  const set = (personId: string, from: string, until: string) =>
    mo.send('person:induction', { personId, induction: { from, until } });
  expect(await set(cai, '2026-11-20', '2026-11-19')).toEqual(refused('conflict', /before the first/));
  expect(await set(cai, '2026-11-01', '2026-11-17')).toEqual(refused('conflict', /over already/));
  expect(await set(sue, '2026-11-16', '2026-12-13')).toEqual(refused('conflict', /for supporters/));
  expect(await set(newId(), '2026-11-16', '2026-12-13')).toEqual(refused('not-found'));
});
