import { expect, test } from 'vitest';
import { onCallOrder, whoseTurn } from '#server/escalation/order';
import { planTurns } from '#server/escalation/plan';
import type { Role } from '#shared/viewer';

const person = (id: string, firstName: string, ...roles: Role[]) => ({
  id,
  firstName,
  roles,
  suspendedAt: null as string | null,
  isIn: true,
});
const [cy, al, mo] = [
  person('c', 'Cy', 'manager'),
  person('a', 'Al', 'manager'),
  person('m', 'Mo', 'manager'),
];
const sue = person('s', 'Sue', 'supervisor');
const gone = { ...person('g', 'Abe', 'manager'), suspendedAt: '2026-11-18T19:00:00.000Z' };
const invited = { ...person('i', 'Ada', 'manager'), isIn: false };
const everybody = [invited, cy, sue, gone, mo, al, person('b', 'Ben', 'supporter')];

test('the managers on call are asked first, in their order, then the others by first name', () => {
  expect(onCallOrder(everybody, { onCall: ['m', 'c'] })).toEqual({
    onCall: ['m', 'c'],
    first: ['m'],
    inTurn: ['m', 'c', 'a'],
  });
});

test('managers of the same first name are asked in one order, however they were read', () => {
  const [one, two] = [person('1', 'Zoë', 'manager'), person('2', 'Zoë', 'manager')];
  for (const people of [
    [one, two],
    [two, one],
  ])
    expect(onCallOrder(people, { onCall: [] }).inTurn).toEqual(['1', '2']);
});

test('where nobody on call can be asked, every manager is asked at once', () => {
  for (const onCall of [[null, null], ['g', null], ['i', 'g'], []])
    expect(onCallOrder(everybody, { onCall })).toMatchObject({ onCall: [], first: ['a', 'c', 'm'] });
  expect(onCallOrder(everybody, { onCall: ['g', 'c'] })).toMatchObject({ first: ['c'] });
  expect(onCallOrder(everybody, { onCall: [null, 'c'] })).toMatchObject({ first: ['c'] });
});

test('the one named is asked before everybody, also a supervisor; alone where nobody else may be', () => {
  expect(onCallOrder(everybody, { onCall: ['m'], named: 's' })).toMatchObject({
    first: ['s'],
    inTurn: ['s', 'm', 'a', 'c'],
  });
  const alone = { onCall: ['m'], named: 'c', onlyNamed: true };
  expect(onCallOrder(everybody, alone)).toMatchObject({ first: ['c'], inTurn: ['c'] });
});

test('where only managers are asked, one who is named and is none comes in nobody’s place', () => {
  const asking = { onCall: ['m'], onlyManagers: true };
  expect(onCallOrder(everybody, { ...asking, named: 's' }).inTurn).toEqual(['m', 'a', 'c']);
  expect(onCallOrder(everybody, { ...asking, named: 'c' }).inTurn).toEqual(['c', 'm', 'a']);
});

test('nobody is asked who has never come in, named or on call', () => {
  expect(onCallOrder(everybody, { onCall: ['i', 'm'] })).toMatchObject({
    first: ['m'],
    inTurn: ['m', 'a', 'c'],
  });
  expect(onCallOrder(everybody, { onCall: ['m'], named: 'i' })).toMatchObject({ first: ['m'] });
  expect(onCallOrder(everybody, { onCall: ['m'], named: 'i', onlyNamed: true }).inTurn).toEqual([]);
});

test('nobody suspended and nobody in except is asked, named or not', () => {
  expect(onCallOrder(everybody, { onCall: ['m'], named: 'g' })).toMatchObject({
    first: ['m'],
    inTurn: ['m', 'a', 'c'],
  });
  expect(onCallOrder(everybody, { onCall: ['m'], named: 'g', onlyNamed: true })).toMatchObject({
    first: [],
    inTurn: [],
  });
  expect(onCallOrder(everybody, { onCall: ['m', 'c'], except: ['m', 'a'] })).toEqual({
    onCall: ['c'],
    first: ['c'],
    inTurn: ['c'],
  });
});

test('steps reach whom they were planned for, and in place of whoever left the first who was not reached', () => {
  expect(whoseTurn(['a', 'c'], ['m', 'a', 'c'], ['m'])).toEqual(['a', 'c']);
  expect(whoseTurn(['g'], ['m', 'a', 'c'], ['m'])).toEqual(['a']);
  expect(whoseTurn(['g', 'a'], ['m', 'a', 'c'], ['m'])).toEqual(['c', 'a']);
  expect(whoseTurn(['g', 'x'], ['m', 'a', 'c'], ['m'])).toEqual(['a', 'c']);
});

test('where everybody was reached, whoever left gives way to the one reached longest ago, and nobody is named twice', () => {
  expect(whoseTurn(['g'], ['m', 'a'], ['m', 'a'])).toEqual(['m']);
  expect(whoseTurn(['g'], ['m', 'a'], ['m', 'a', 'm'])).toEqual(['a']);
  expect(whoseTurn(['m', 'm'], ['m', 'a'], ['m'])).toEqual(['m']);
  expect(whoseTurn(['g'], ['m'], [])).toEqual(['m']);
  expect(whoseTurn(['g'], [], ['m'])).toEqual([]);
});

test('turns are planned after each wait, to each once or round again', () => {
  const plan = (inTurn: string[], goesRound: boolean) =>
    planTurns({
      inTurn,
      waits: [1_000, 2_000, 3_000],
      from: new Date(0),
      condition: 'unseen',
      goesRound,
    }).map(({ personId, dueAt }) => `${personId} ${dueAt.getTime()}`);
  expect(plan(['m', 'a'], false)).toEqual(['m 1000', 'a 2000']);
  expect(plan(['m', 'a'], true)).toEqual(['m 1000', 'a 2000', 'm 3000']);
  expect(plan([], true)).toEqual([]);
});
