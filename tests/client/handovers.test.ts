import { expect, test } from 'vitest';
import type { CallBack } from '#shared/call-backs';
import { emptyRecord, type Call, type CallRecord } from '#shared/calls';
import type { Flag } from '#shared/flags';
import type { Gathering } from '#shared/gatherings';
import type { HandoverLine } from '#shared/handovers';
import type { Kit } from '#shared/kits';
import type { Shift } from '#shared/shifts';
import { fromBefore, shiftBefore } from '../../client/handovers/handover-words.ts';
import { linesOf, proposalsOf, unsentOf } from '../../client/handovers/proposals.ts';
import { whereIs, whereItRings } from '../../client/kits/kit-words.ts';
import { Times } from '../../client/ui/times.ts';
import { starterWordOf } from './starter-words.ts';

const times = new Times('Europe/London');
const shift = { id: 'tonight', endsAt: '2026-11-22T00:00:00.000Z' } as Shift;
const next = { id: 'next', startsAt: '2026-11-22T18:00:00.000Z' } as Shift;
const callOf = (id: string, record: Partial<CallRecord>, more: Partial<Call> = {}) =>
  ({
    id,
    shiftId: 'tonight',
    state: 'closed',
    assignedTo: 'ana',
    startedAt: '2026-11-21T21:40:00.000Z',
    record: { ...emptyRecord, ...record },
    ...more,
  }) as Call;
const lineOf = (more: Partial<HandoverLine>) =>
  ({
    id: 'line',
    shiftId: 'tonight',
    kind: 'keep-in-mind',
    words: '',
    sentAt: 'then',
    droppedAt: null,
    ...more,
  }) as HandoverLine;

type Given = {
  callBacks?: Partial<CallBack>[];
  calls?: Call[];
  flags?: Partial<Flag>[];
  gatherings?: Partial<Gathering>[];
  shifts?: Shift[];
  kits?: Partial<Kit>[];
  lines?: HandoverLine[];
  waiting?: object[];
  partnerLeft?: boolean;
};
function proposed({
  callBacks = [],
  calls = [],
  flags = [],
  gatherings = [],
  shifts = [shift, next],
  kits = [],
  lines = [],
  waiting = [],
  partnerLeft = false,
}: Given) {
  const app = {
    me: { id: 'ana', firstName: 'Ana' },
    viewer: { shiftIds: ['tonight'] },
    clock: { now: Date.parse('2026-11-21T23:40:00.000Z') },
    callBacks: { all: callBacks },
    times,
    tonight: { theirs: { leftAt: partnerLeft ? 'then' : null } },
    calls: { inShift: () => calls },
    flags: { onCall: (id: string) => flags.filter(({ callId }) => callId === id) },
    gatherings: { all: gatherings },
    shifts: { all: shifts },
    kits: { all: kits },
    handoverLines: { all: lines },
    lists: { wordOf: starterWordOf },
    live: { waiting: () => waiting.map((fields) => ({ fields })) },
  } as unknown as Parameters<typeof proposalsOf>[0];
  return proposalsOf(app, shift).map(({ kind, words, callId }) => [kind, words, callId ?? null]);
}

test('a promise to ring back stands there with its time, until it is settled; so does one from an earlier shift', () => {
  const call = callOf('1', { outcomes: ['call-back'] });
  const agreed = { id: 'back', callId: '1', shiftId: 'tonight', settledAt: null, words: 'Let it ring.' };
  const tomorrow = { from: '2026-11-22T18:00:00.000Z', until: '2026-11-22T20:00:00.000Z' };
  const tonight = { from: '2026-11-21T21:00:00.000Z', until: '2026-11-21T22:00:00.000Z' };
  const said = 'The call at 21:40: a call back';
  const line = (callBacks: Partial<CallBack>[]) => proposed({ calls: [call], callBacks });
  expect(line([{ ...agreed, ...tomorrow }])).toEqual([
    ['call-back', `${said} is agreed for Sunday 22 November between 18:00 and 20:00.`, '1'],
  ]);
  expect(line([{ ...agreed, ...tonight }])).toEqual([
    [
      'call-back',
      `${said} was agreed for Saturday 21 November between 21:00 and 22:00, and is still to be made.`,
      '1',
    ],
  ]);
  expect(line([{ ...agreed, ...tonight, settledAt: 'then' }])).toEqual([]);
  const earlier = { ...agreed, ...tonight, callId: 'before', shiftId: 'yesterday', toShiftId: 'tonight' };
  expect(proposed({ callBacks: [earlier] })).toEqual([
    [
      'call-back',
      'A call back is still to be made. It was agreed for Saturday 21 November between 21:00 and 22:00. Let it ring.',
      null,
    ],
  ]);
  expect(proposed({ callBacks: [{ ...earlier, settledAt: 'then' }] })).toEqual([]);
  expect(proposed({ callBacks: [{ ...earlier, toShiftId: 'later' }] })).toEqual([]);
});

test('a call that leaves something open is one line that opens its record, whatever it leaves', () => {
  const open = callOf('1', { outcomes: ['call-back'] }, { state: 'writing-up' });
  expect(proposed({ calls: [open] })).toEqual([
    ['call-back', 'The call at 21:40: a call back was promised; the record is not finished.', '1'],
  ]);
  const respond = callOf('2', { responseNeeded: 'manager-before-next-shift' });
  expect(proposed({ calls: [respond] })).toEqual([
    [
      'keep-in-mind',
      'The call at 21:40: somebody still has to respond (Manager to look before the next shift).',
      '2',
    ],
  ]);
  for (const responseNeeded of [null, 'none', 'routine'] as const)
    expect(proposed({ calls: [callOf('3', { responseNeeded })] })).toEqual([]);
});

test('it is about one’s own calls, and about those of a partner who has gone', () => {
  const theirs = callOf('1', {}, { assignedTo: 'ben', state: 'writing-up' });
  expect(proposed({ calls: [theirs] })).toEqual([]);
  expect(proposed({ calls: [theirs], partnerLeft: true })).toHaveLength(1);
});

test('what was reported wrong and the bag are lines too, and what is handed over, or on its way, is not offered again', () => {
  const calls = [callOf('1', {}, { state: 'writing-up' })];
  const flags = [
    {
      id: 'f',
      callId: '1',
      reason: 'manual-wrong',
      note: 'The GP line has moved.',
      raisedBy: 'ana',
    } as const,
  ];
  const kits = [
    { id: 'k', name: 'Bag 1', holder: { id: 'ana', name: 'Ana' }, missingAt: null, retiredAt: null },
    { id: 'l', name: 'Bag 2', holder: { id: 'ben', name: 'Ben' }, missingAt: null, retiredAt: null },
  ];
  const all = proposed({ calls, flags, kits });
  expect(all.slice(1)).toEqual([
    ['manual-wrong', 'The GP line has moved.', null],
    ['kit', 'Bag 1 is with Ana.', null],
  ]);
  const lines = [lineOf({ callId: '1' }), lineOf({ kind: 'kit', words: 'Bag 1 is with Ana.' })];
  expect(proposed({ calls, flags, kits, lines })).toEqual(all.slice(1, 2));
  const waiting = [{ shiftId: 'tonight', kind: 'manual-wrong', words: 'The GP line has moved.' }];
  expect(proposed({ calls, flags, kits, lines, waiting })).toEqual([]);
  expect(proposed({ calls, lines: [lineOf({ callId: '1', droppedAt: 'then' })] })).toHaveLength(1);
});

test('sent lines are shown oldest first; those that are only stored are not among them', () => {
  const app = {
    handoverLines: { all: ['c', 'b', 'a'].map((id) => lineOf({ id, sentAt: id === 'b' ? null : 'then' })) },
  };
  const ids = (lines: HandoverLine[]) => lines.map(({ id }) => id);
  expect(ids(linesOf(app as never, 'tonight'))).toEqual(['a', 'c']);
  expect(ids(unsentOf(app as never, 'tonight'))).toEqual(['b']);
  expect(ids(linesOf(app as never, 'another'))).toEqual([]);
});

test('a shift is called last night on the day after, and by its day otherwise', () => {
  const shiftStartsAt = '2026-11-20T18:00:00.000Z';
  const at = (time: string) => shiftBefore({ shiftStartsAt }, Date.parse(time), times);
  expect(at('2026-11-21T18:00:00.000Z')).toBe('last night');
  expect(at('2026-11-20T23:30:00.000Z')).toBe('Friday evening');
  expect(at('2026-11-24T18:00:00.000Z')).toBe('Friday evening');
  const handover = { shiftStartsAt } as Parameters<typeof fromBefore>[0];
  const now = Date.parse('2026-11-21T18:00:00.000Z');
  expect([0, 1, 2].map((count) => fromBefore(handover, count, now, times))).toEqual([
    'From last night: nothing',
    'From last night: one thing',
    'From last night: two things',
  ]);
});

test('one sentence says where a bag is', () => {
  const now = Date.parse('2026-11-21T18:00:00.000Z');
  const app = { me: { id: 'ana' }, times, clock: { now } } as Parameters<typeof whereIs>[0];
  const [me, ben] = [
    { id: 'ana', name: 'Ana' },
    { id: 'ben', name: 'Ben' },
  ];
  const kit = {
    name: 'Bag 1',
    holder: ben,
    heldSince: '2026-11-20T23:55:00.000Z',
    to: null,
    missingAt: null,
  };
  const says = (more: Partial<Kit>) => whereIs(app, { ...kit, ...more } as Kit);
  expect(says({})).toBe('Ben has Bag 1, since yesterday at 23:55.');
  expect(says({ holder: me, heldSince: null })).toBe('You have Bag 1.');
  expect(says({ to: me })).toBe('Ben says that Bag 1 is on its way to you.');
  expect(says({ holder: me, to: ben })).toBe('Bag 1 is on its way from you to Ben.');
  expect(says({ holder: null })).toBe('Nobody has Bag 1.');
  expect(says({ missingAt: 'then' })).toBe('Bag 1 is missing. The managers know.');
});

test('where calls ring on somebody’s own phone is said until the time that they gave', () => {
  const now = Date.parse('2026-11-21T20:00:00.000Z');
  const app = { me: { id: 'ana' }, times, clock: { now } } as Parameters<typeof whereItRings>[0];
  const says = (id: string, lineUntil: string) =>
    whereItRings(app, { lineTo: { id, name: 'Ben' }, lineUntil } as Kit);
  expect(says('ben', '2026-11-21T22:00:00.000Z')).toBe('Its calls ring on Ben’s own phone until 22:00.');
  expect(says('ana', '2026-11-21T22:00:00.000Z')).toBe('Its calls ring on your own phone until 22:00.');
  expect(says('ben', '2026-11-21T20:00:00.000Z')).toBeNull();
  expect(whereItRings(app, { lineTo: null, lineUntil: null } as Kit)).toBeNull();
});

test('a meeting of the team before the next shift stands there; a one-to-one, a later or a cancelled one does not', () => {
  const meeting = {
    id: 'team',
    kind: 'team',
    state: 'planned',
    startsAt: '2026-11-22T10:00:00.000Z',
  } as const;
  expect(proposed({ gatherings: [meeting] })).toEqual([
    ['keep-in-mind', 'Team meeting on Sunday 22 November at 10:00, before your shift.', null],
  ]);
  for (const other of [
    { ...meeting, kind: 'one-to-one' as const },
    { ...meeting, state: 'cancelled' as const },
    { ...meeting, startsAt: '2026-11-22T18:00:00.000Z' },
    { ...meeting, startsAt: '2026-11-21T20:00:00.000Z' },
  ])
    expect(proposed({ gatherings: [other] })).toEqual([]);
  expect(proposed({ gatherings: [meeting], shifts: [shift] })).toEqual([]);
});
