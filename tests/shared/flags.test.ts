import { expect, test } from 'vitest';
import { callAsSeenBy, type Call } from '#shared/calls';
import { callInListAsSeenBy, grantAsSeenBy, type Grant } from '#shared/grants';
import type { Role, Viewer } from '#shared/viewer';
import { flagAsSeenBy, mayCloseFlag, mayCountFlags, type Flag, type FlagStep } from '#shared/flags';

const viewer = (id: string, role: Role, shiftIds: string[] = []): Viewer => ({
  id,
  helplineId: 'line',
  roles: [role],
  shiftIds,
  placedAt: {},
  talkIds: shiftIds,
  besideIds: [],
});
const viewers = [
  viewer('ana', 'supporter', ['tonight']),
  viewer('ben', 'supporter', ['tonight']),
  viewer('cai', 'supporter'),
  viewer('mo', 'manager'),
  viewer('nan', 'manager'),
  viewer('sue', 'supervisor'),
];
const who = (isSo: (viewer: Viewer) => unknown) =>
  viewers
    .filter(isSo)
    .map(({ id }) => id)
    .join(' ');

const call = {
  id: 'call',
  shiftId: 'tonight',
  startedAt: 'then',
  endedAt: 'later',
  takenBy: 'ana',
  assignedTo: 'ana',
  flagged: true,
  openTo: ['mo'],
  handedTo: null,
  record: { note: 'Secret' },
} as unknown as Call;

test('whoever wants to be asked first has been asked once a question was', () => {
  const may = (askMeFirst: boolean, ...steps: FlagStep['step'][]) =>
    mayCloseFlag({ askMeFirst, steps: steps.map((step) => ({ step, by: 'sue', at: '' })) } as Flag);
  expect(may(false, 'raised', 'taken')).toBe(true);
  expect(may(true, 'raised', 'taken')).toBe(false);
  expect(may(true, 'raised', 'taken', 'asked')).toBe(true);
  expect(may(true, 'raised', 'taken', 'asked', 'lapsed', 'taken')).toBe(true);
});

test('the theme of a flag is for supervisors, and how many flags there are for managers too', () => {
  const flag = { raisedBy: 'ana', shiftId: 'tonight', theme: 'Silences' } as Flag;
  expect(who((one) => flagAsSeenBy(one, flag))).toBe('ana ben sue');
  expect(who((one) => flagAsSeenBy(one, flag)?.theme)).toBe('sue');
  expect(who(mayCountFlags)).toBe('mo nan sue');
});

test('a manager who may read a call does not learn that it is flagged', () => {
  expect(who((one) => callAsSeenBy(one, call))).toBe('ana ben mo sue');
  expect(who((one) => callAsSeenBy(one, call)?.flagged)).toBe('ana ben sue');
});

test('of an opened record whoever opened it learns, and those it concerns', () => {
  const grant = { openedBy: 'mo', affectedPersonIds: ['ana', 'cai'] } as Grant;
  expect(who((one) => grantAsSeenBy(one, grant))).toBe('ana cai mo');
});

test('the list of calls is for those who may open them, holds none that goes on, and nothing of what is in them', () => {
  expect(who((one) => callInListAsSeenBy(one, call))).toBe('mo nan sue');
  expect(who((one) => callInListAsSeenBy(one, call)?.flagged)).toBe('sue');
  expect(who((one) => callInListAsSeenBy(one, { ...call, endedAt: null }))).toBe('');
  const [shown] = viewers.slice(4).map((one) => callInListAsSeenBy(one, call));
  expect(Object.keys(shown!).sort()).toEqual([
    'assignedTo',
    'endedAt',
    'flagged',
    'id',
    'shiftId',
    'startedAt',
    'takenBy',
  ]);
});
