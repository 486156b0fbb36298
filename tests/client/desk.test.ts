import { expect, test } from 'vitest';
import type { Debrief, DebriefState } from '#shared/debriefs';
import { nextFor } from '../../client/desk/desk-next.ts';
import { pilesOn } from '../../client/desk/desk-order.ts';
import { reading, requestFacts, statusOf, stepLine } from '../../client/desk/desk-words.ts';
import { sensibleTime } from '../../client/desk/offered-time.ts';
import { instantOf } from '../../client/ui/wall-time.ts';
import { moment, past } from '../../client/ui/moments.ts';
import { starterWordOf } from './starter-words.ts';
import { Times } from '../../client/ui/times.ts';
import { asked } from './asked.ts';

const london = new Times('Europe/London');
const now = Date.parse('2026-11-21T21:55:00Z');
const names: Record<string, string> = { ana: 'Ana', ben: 'Ben', lorna: 'Lorna', idris: 'You' };
const phrasing = {
  now,
  times: london,
  nameOf: (id: string) => names[id] ?? 'Somebody',
  wordOf: starterWordOf,
};
const everybody = new Map([['lorna', { suspendedAt: null }]]);
const idris = {
  id: 'idris',
  helplineId: 'h',
  roles: ['manager' as const],
  shiftIds: [],
  placedAt: {},
  talkIds: [],
  besideIds: [],
};

test('the loudest lies on top, then what has waited longest; what is kept for supervision lies apart', () => {
  const piles = pilesOn(
    idris,
    [
      asked('supervision', 'keep-for-supervision', '2026-11-18T10:00:00Z'),
      asked('late', 'now', '2026-11-21T21:53:00Z'),
      asked('offered', 'now', '2026-11-21T21:40:00Z', { state: 'offered', assignedTo: 'idris' }),
      asked('day', 'next-day-or-two', '2026-11-20T21:40:00Z'),
      asked('early', 'now', '2026-11-21T21:52:00Z'),
      asked('lornas', 'now', '2026-11-21T21:00:00Z', { state: 'accepted', assignedTo: 'lorna' }),
      asked('held', 'now', '2026-11-21T20:00:00Z', { state: 'held', assignedTo: 'idris' }),
      asked('over', 'now', '2026-11-20T20:00:00Z', { state: 'closed', assignedTo: 'idris' }),
    ],
    everybody,
  );
  expect(piles.waiting.map(({ id }) => id)).toEqual(['early', 'late', 'day']);
  expect(piles.withMe.map(({ id }) => id)).toEqual(['offered']);
  expect(piles.supervision.map(({ id }) => id)).toEqual(['supervision']);
  expect(piles.held.map(({ id }) => id)).toEqual(['held']);
  expect(piles.withOthers.map(({ id }) => id)).toEqual(['lornas']);
  expect(piles.earlier.map(({ id }) => id)).toEqual(['over']);
});

test('a request asked of somebody else by name, or by me, is not on my desk', () => {
  const others = [
    asked('hers', 'now', '2026-11-21T21:52:00Z', { managerId: 'lorna' }),
    asked('mine', 'now', '2026-11-21T21:52:00Z', { askedBy: 'idris' }),
  ];
  expect(Object.values(pilesOn(idris, others, everybody)).flat()).toEqual([]);
});

test('one that has come to me by escalation is mine to answer, and one handed back waits again', () => {
  const named = asked('hers', 'now', '2026-11-21T21:52:00Z', { managerId: 'lorna', escalatedTo: ['idris'] });
  expect(pilesOn(idris, [named], everybody).waiting).toEqual([named]);
  expect(requestFacts(named, 'idris', phrasing)).toContain(
    'Lorna was asked by name and did not see it in time.',
  );
  expect(
    pilesOn(idris, [{ ...named, assignedTo: 'lorna', state: 'accepted' }], everybody).withOthers,
  ).toHaveLength(1);
});

test('what may be brought to supervision is kept until the day of the next one has passed', () => {
  const closing = { whatHelped: '', supervision: 'agreed' as const };
  const steps = [{ step: 'closed' as const, by: 'idris', at: '2026-11-20T20:00:00Z' }];
  const closed = asked('a', 'now', '2026-11-20T19:00:00Z', {
    state: 'closed',
    assignedTo: 'idris',
    closing,
    steps,
  });
  const after = (one: Debrief, lastOn: string | null) =>
    pilesOn(idris, [one], everybody, { lastOn, dateOf: (when) => london.date(when) });
  expect(after(closed, null).supervision).toEqual([closed]);
  expect(after(closed, '2026-11-20').supervision).toEqual([closed]);
  expect(after(closed, '2026-11-21').earlier).toEqual([closed]);
  const answeredLater = { ...closed, closing: { ...closing, answeredAt: '2026-11-22T08:00:00Z' } };
  expect(after(answeredLater, '2026-11-21').supervision).toEqual([answeredLater]);
  expect(after(answeredLater, '2026-11-23').earlier).toEqual([answeredLater]);
  const inSummer = { ...closed, closing: { ...closing, answeredAt: '2026-06-30T23:30:00Z' } };
  expect(after(inSummer, '2026-07-01').supervision).toEqual([inSummer]);
  const proposed = { ...closed, closing: { whatHelped: '', supervision: 'proposed' as const } };
  expect(pilesOn(idris, [proposed], everybody).earlier).toEqual([proposed]);
});

test('each state says what the one who asked was told last', () => {
  const at = (state: DebriefState, change: Partial<Debrief> = {}) =>
    statusOf(asked('a', 'now', '2026-11-21T21:52:00Z', { state, assignedTo: 'idris', ...change }), phrasing);
  const offeredFor = '2026-11-22T16:30:00Z';
  expect(at('asked', { assignedTo: null })).toBe('Waiting three minutes. No answer yet.');
  expect(at('accepted')).toBe('You took this on at 21:52.');
  expect(at('offered', { offeredFor })).toBe('You offered tomorrow at 16:30. No answer yet.');
  expect(at('agreed', { offeredFor })).toBe('Agreed for tomorrow at 16:30.');
  expect(at('withdrawn')).toBe('Ana took this back at 21:52.');
});

test('what may be read is said before, while and after it may', () => {
  const about = (change: Partial<Debrief>) =>
    reading(asked('a', 'now', '2026-11-21T21:52:00Z', { callIds: ['c'], ...change }), 'idris', phrasing);
  expect(about({ callIds: [] })).toBeNull();
  expect(about({})).toContain('Once you take this on you may read it');
  expect(about({ assignedTo: 'idris', state: 'accepted' })).toContain('until you close this. Ana knows.');
  expect(about({ assignedTo: 'lorna', state: 'accepted' })).toContain('Only Lorna may read it');
  expect(about({ assignedTo: 'idris', state: 'closed' })).toContain('no longer read it');
});

test('nothing can be done with a request that is over or in other hands', () => {
  const can = (change: Partial<Debrief>) =>
    nextFor(asked('a', 'now', '2026-11-21T21:52:00Z', change), 'idris', everybody);
  expect(can({})).toEqual(['take', 'offer']);
  expect(can({ urgency: 'keep-for-supervision' })).toEqual(['offer', 'take']);
  expect(can({ state: 'other-time-asked', assignedTo: 'idris' })[0]).toBe('offerAnother');
  expect(can({ state: 'agreed', assignedTo: 'idris' })).toEqual([
    'held',
    'offerAnother',
    'handBack',
    'close',
  ]);
  expect(can({ state: 'held', assignedTo: 'idris' })).toEqual(['close']);
  expect(can({ state: 'agreed', assignedTo: 'lorna' })).toEqual([]);
  expect(can({ state: 'closed', assignedTo: 'idris' })).toEqual([]);
});

test('what somebody who is suspended had waits again, for whoever takes it on', () => {
  const gone = new Map([['lorna', { suspendedAt: '2026-11-21T21:50:00Z' }]]);
  for (const state of ['accepted', 'agreed', 'held'] as const) {
    const lornas = asked('lornas', 'now', '2026-11-21T21:00:00Z', { state, assignedTo: 'lorna' });
    expect(pilesOn(idris, [lornas], gone)).toMatchObject({ waiting: [lornas], withOthers: [] });
    expect(nextFor(lornas, 'idris', gone)).toEqual(['take']);
  }
  const over = asked('over', 'now', '2026-11-21T21:00:00Z', { state: 'closed', assignedTo: 'lorna' });
  expect(pilesOn(idris, [over], gone)).toMatchObject({ waiting: [], earlier: [over] });
  expect(nextFor(over, 'idris', gone)).toEqual([]);
});

test('who else sees a request is said with it, and steps name their day', () => {
  const byName = asked('a', 'now', '2026-11-19T20:03:00Z', { managerId: 'idris' });
  expect(requestFacts(byName, 'idris', phrasing)).toBe(
    'Asked on Thursday 19 November at 20:03, two days ago. You were asked by name: no other manager sees it.',
  );
  const offer = {
    step: 'offered' as const,
    by: 'lorna',
    at: '2026-11-21T21:54:00Z',
    for: '2026-11-22T12:00:00Z',
  };
  expect(stepLine(offer, byName, phrasing).words).toBe('Lorna offered a time: Sunday 22 November at midday');
});

test('a first offer is soon for somebody who waits tonight, and by day for the rest', () => {
  expect(sensibleTime('now', now, london)).toEqual({ date: '2026-11-21', time: '22:15', second: false });
  expect(sensibleTime('next-day-or-two', now, london)).toEqual({
    date: '2026-11-22',
    time: '14:00',
    second: false,
  });
  const lastHour = Date.parse('2026-11-21T23:50:00Z');
  expect(sensibleTime('before-i-finish', lastHour, london)).toEqual({
    date: '2026-11-22',
    time: '00:15',
    second: false,
  });
});

test('an offered time is meant in the zone of the helpline, on either side of a clock change', () => {
  const inLondon = (date: string, time: string, second = false) =>
    instantOf({ date, time, second }, 'Europe/London');
  expect(inLondon('2026-10-24', '16:30')).toBe('2026-10-24T15:30:00.000Z');
  expect(inLondon('2026-10-25', '16:30')).toBe('2026-10-25T16:30:00.000Z');
  expect(inLondon('2026-10-25', '16:30', true)).toBe('2026-10-25T16:30:00.000Z');
  expect(inLondon('', '16:30')).toBeNull();
  const beforeTheChange = Date.parse('2026-10-24T22:30:00Z');
  expect(sensibleTime('next-day-or-two', beforeTheChange, london).date).toBe('2026-10-25');
});

test('in the hour that October repeats, a time is meant as the one that is still to come, and says which it is', () => {
  const firstTime = Date.parse('2027-10-31T00:46:00Z');
  const soon = sensibleTime('now', firstTime, london);
  expect(soon).toEqual({ date: '2027-10-31', time: '01:15', second: true });
  expect(instantOf(soon, 'Europe/London')).toBe('2027-10-31T01:15:00.000Z');
  expect(instantOf({ ...soon, second: false }, 'Europe/London')).toBe('2027-10-31T00:15:00.000Z');
  expect(moment(london, firstTime, '2027-10-31T01:15:00Z')).toBe('today at the second 01:15');
  expect(moment(london, firstTime, '2027-10-31T00:15:00Z')).toBe('today at the first 01:15');
  expect(past(london, firstTime, '2027-10-31T00:15:00Z')).toBe('at the first 01:15');
  const around = ['2027-10-30T23:59:00Z', '2027-10-31T02:00:00Z'];
  expect(around.map((at) => london.distinct(at))).toEqual(['00:59', '02:00']);
  expect(new Times('Australia/Lord_Howe').distinct('2027-04-03T15:15:00Z')).toBe('the second 01:45');
});
