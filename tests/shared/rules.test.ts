import { expect, test } from 'vitest';
import { debriefAsSeenBy, mayWithdraw, type Debrief, type DebriefState } from '#shared/debriefs';
import type { Viewer } from '#shared/viewer';
import { hasOpenQuestion, mayWithdrawFlag, type Flag, type FlagStep } from '#shared/flags';

const ana: Viewer = {
  id: 'ana',
  helplineId: 'line',
  roles: ['supporter'],
  shiftIds: [],
  placedAt: {},
  talkIds: [],
  besideIds: [],
};

test.each<[FlagStep['step'][], Flag['state'], boolean]>([
  [['raised'], 'waiting', false],
  [['raised', 'taken'], 'taken', false],
  [['raised', 'taken', 'asked'], 'taken', true],
  [['raised', 'taken', 'asked', 'released'], 'waiting', true],
  [['raised', 'taken', 'asked', 'answered'], 'taken', false],
  [['raised', 'taken', 'asked', 'answered', 'asked'], 'taken', true],
  [['raised', 'taken', 'asked', 'closed'], 'closed', false],
  [['raised', 'taken', 'asked', 'withdrawn'], 'withdrawn', false],
])('after %j, in state %s, a question is open: %s', (steps, state, isOpen) => {
  const flag = { state, steps: steps.map((step) => ({ step, by: 'sue', at: '' })) } as Flag;
  expect(hasOpenQuestion(flag)).toBe(isOpen);
});

test('a flag is taken back within five minutes to the millisecond, by the one who raised it', () => {
  const raisedAt = '2026-11-21T21:00:00.000Z';
  const flag = { state: 'waiting', raisedBy: 'ana', raisedAt } as Flag;
  const after = (ms: number) => new Date(Date.parse(raisedAt) + ms);
  expect(mayWithdrawFlag(ana, flag, after(300_000))).toBe(true);
  expect(mayWithdrawFlag(ana, flag, after(300_001))).toBe(false);
  expect(mayWithdrawFlag({ ...ana, id: 'ben' }, flag, after(0))).toBe(false);
  for (const state of ['closed', 'withdrawn'] as const)
    expect(mayWithdrawFlag(ana, { ...flag, state }, after(0))).toBe(false);
});

test('a debrief is taken back until it was held, and seen by the one who asked to the end', () => {
  const states: DebriefState[] = ['asked', 'accepted', 'offered', 'agreed', 'held', 'closed', 'withdrawn'];
  const may = states.filter((state) => mayWithdraw(ana, { askedBy: 'ana', state } as Debrief));
  expect(may).toEqual(['asked', 'accepted', 'offered', 'agreed']);
  for (const state of states) {
    const debrief = { askedBy: 'ana', managerId: 'mo', state } as Debrief;
    expect(debriefAsSeenBy(ana, debrief)).toBe(debrief);
    expect(mayWithdraw({ ...ana, id: 'mo' }, debrief)).toBe(false);
  }
});
