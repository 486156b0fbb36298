import { expect, test } from 'vitest';
import type { Evening } from './checker/evening.ts';
import { emptied, healed } from './checker/healed.ts';
import { overheard } from './checker/overheard.ts';
import { neverBack } from './checker/never-back.ts';
import { sameWords } from './checker/same-words.ts';
import { shareBetween } from './given-time.ts';
import type { Happening } from './history.ts';

const ana = { id: 'ana', name: 'Ana', roles: [] };
const sent = (body: string): Happening => ({
  at: 0,
  kind: 'sent',
  commandId: 'one',
  name: 'message:send',
  fields: { body },
});
const takenBack = { id: 'f', state: 'withdrawn' };
const evening = (...happenings: Happening[]) =>
  ({ history: [{ who: ana, happenings }], kept: { flags: [takenBack] } }) as unknown as Evening;
const healing = (equalAfter: number | null, emptyAfter: number | null) =>
  ({
    ...evening(),
    heals: [{ round: 1, faults: [], began: 0, at: 0, equalAfter, emptyAfter, differences: [] }],
  }) as Evening;

test('a command sent again with other words is noticed', () => {
  expect(sameWords(evening(sent('Here'), sent('Here')))).toEqual([]);
  expect(sameWords(evening(sent('Here'), sent('Gone'))).length).toBe(1);
});

test('a row that becomes older, or is gone, is noticed', () => {
  expect(neverBack(evening(sent('Here')))).toEqual([]);
  const wentBack = { at: 0, kind: 'went back', noun: 'calls', id: 'c', from: 7, to: 6 } as const;
  expect(neverBack(evening(wentBack)).length).toBe(1);
  expect(neverBack(evening({ ...wentBack, to: null })).length).toBe(1);
  expect(neverBack(evening({ ...wentBack, noun: 'flags', id: 'f', to: null }))).toEqual([]);
  expect(neverBack(evening({ ...wentBack, noun: 'flags', id: 'f' })).length).toBe(1);
});

test('pages that come right too late, or never, are noticed, and so is what waits too long', () => {
  expect([...healed(healing(4_999, 9_999)), ...emptied(healing(4_999, 9_999))]).toEqual([]);
  for (const late of [5_001, null]) expect(healed(healing(late, 0)).length).toBe(1);
  for (const late of [10_001, null]) expect(emptied(healing(0, late)).length).toBe(1);
});

test('time passes as slowly as the machine lets processes run', () => {
  const turns = (...each: [number, number][]) =>
    new Map(each.map(([ran, waited], pid) => [pid, { ran, waited }]));
  expect(shareBetween(turns([10, 0]), turns([30, 0]))).toBe(1);
  expect(shareBetween(turns([10, 5]), turns([30, 45]))).toBe(1 / 3);
  expect(shareBetween(turns([10, 5]), turns([30, 5], [10, 30]))).toBe(1 / 2);
  expect(shareBetween(turns([10, 5]), turns([10, 5]))).toBe(1);
  expect(shareBetween(turns(), turns())).toBe(1);
});

test('whoever gave up a place still reads what they wrote, and nothing else of the shift', () => {
  const mo = { id: 'mo', name: 'Mo', roles: ['manager' as const] };
  const ben = { id: 'ben', name: 'Ben', roles: ['supporter' as const] };
  const given = { commandId: 'one', name: 'shift:place' as const };
  const takenFromBen: Happening[] = [
    { ...given, at: 0, kind: 'sent', fields: { shiftId: 's', personId: 'cai' } },
    { ...given, at: 10, kind: 'answered', reply: { ok: true } },
  ];
  const heardBy = (at: number, message: object) =>
    overheard({
      helpline: { id: 'h', tonight: 's' },
      history: [
        { who: mo, happenings: takenFromBen },
        { who: ben, happenings: [{ at, kind: 'heard', name: 'message:changed', row: message }] },
      ],
    } as unknown as Evening);
  const message = { id: 'm', version: 1, shiftId: 's', from: 'ben', to: 'ana' };
  expect(heardBy(20_000, message)).toEqual([]);
  expect(heardBy(20_000, { ...message, from: 'cai' }).length).toBe(1);
});
