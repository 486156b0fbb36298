import { expect, test } from 'vitest';
import type { Debrief, DebriefState, Urgency } from '#shared/debrief';
import { nextFor } from '../../client/debrief/desk-next.ts';
import { peopleIn, pilesOn } from '../../client/debrief/desk-order.ts';
import { deskHeading, reading, requestFacts, standing, stepLine } from '../../client/debrief/desk-words.ts';
import { instantOf, sensibleTime } from '../../client/debrief/offered-time.ts';
import { Times } from '../../client/ui/times.ts';

const london = new Times('Europe/London');
const now = Date.parse('2026-11-21T21:55:00Z');
const names: Record<string, string> = { ana: 'Ana', ben: 'Ben', lorna: 'Lorna', idris: 'You' };
const telling = { now, times: london, nameOf: (id: string) => names[id] ?? 'Somebody' };
const idris = { id: 'idris', helplineId: 'h', roles: ['manager' as const], shiftIds: [], talkIds: [] };

function asked(id: string, urgency: Urgency, at: string, change: Partial<Debrief> = {}): Debrief {
  const steps = [{ step: 'asked' as DebriefState, by: 'ana', at }];
  const nothing = { note: '', callIds: [], managerId: null, heldBy: null, offeredFor: null };
  return { id, version: 1, state: 'asked', urgency, askedBy: 'ana', ...nothing, steps, ...change };
}

test('the loudest lies on top, then what has no answer, then what has waited longest', () => {
  const piles = pilesOn(idris, [
    asked('supervision', 'keep-for-supervision', '2026-11-18T10:00:00Z'),
    asked('late', 'now', '2026-11-21T21:53:00Z'),
    asked('answered', 'now', '2026-11-21T21:40:00Z', { state: 'offered', heldBy: 'idris' }),
    asked('early', 'now', '2026-11-21T21:52:00Z'),
    asked('lornas', 'now', '2026-11-21T21:00:00Z', { state: 'accepted', heldBy: 'lorna' }),
    asked('held', 'now', '2026-11-21T20:00:00Z', { state: 'held', heldBy: 'idris' }),
    asked('over', 'now', '2026-11-20T20:00:00Z', { state: 'closed', heldBy: 'idris' }),
  ]);
  expect(piles.mine.map(({ id }) => id)).toEqual(['early', 'late', 'answered', 'supervision']);
  expect(piles.held.map(({ id }) => id)).toEqual(['held']);
  expect(piles.withOthers.map(({ id }) => id)).toEqual(['lornas']);
  expect(piles.earlier.map(({ id }) => id)).toEqual(['over']);
});

test('a request asked of somebody else by name, or by me, is not on my desk', () => {
  const others = [
    asked('hers', 'now', '2026-11-21T21:52:00Z', { managerId: 'lorna' }),
    asked('mine', 'now', '2026-11-21T21:52:00Z', { askedBy: 'idris' }),
  ];
  expect(Object.values(pilesOn(idris, others)).flat()).toEqual([]);
});

test('the desk speaks of people, not of requests', () => {
  const twice = [
    asked('a', 'now', '2026-11-21T21:52:00Z'),
    asked('b', 'next-day-or-two', '2026-11-21T21:53:00Z'),
  ];
  expect(peopleIn(twice)).toBe(1);
  expect(deskHeading(twice)).toBe('One person has asked for you');
  expect(deskHeading([...twice, asked('c', 'now', '2026-11-21T21:52:00Z', { askedBy: 'ben' })])).toBe(
    'Two people have asked for you',
  );
  expect(deskHeading([])).toBe('Nobody is waiting for you');
});

test('each state says what the one who asked was told last', () => {
  const at = (state: DebriefState, change: Partial<Debrief> = {}) =>
    standing(asked('a', 'now', '2026-11-21T21:52:00Z', { state, heldBy: 'idris', ...change }), telling);
  const offeredFor = '2026-11-22T16:30:00Z';
  expect(at('asked', { heldBy: null })).toBe('Waiting three minutes. No answer yet.');
  expect(at('accepted')).toBe('You took this on at 21:52.');
  expect(at('offered', { offeredFor })).toBe('You offered tomorrow at 16:30. No answer yet.');
  expect(at('agreed', { offeredFor })).toBe('Agreed for tomorrow at 16:30.');
  expect(at('withdrawn')).toBe('Ana took this back at 21:52.');
});

test('what may be read is said before, while and after it may', () => {
  const about = (change: Partial<Debrief>) =>
    reading(asked('a', 'now', '2026-11-21T21:52:00Z', { callIds: ['c'], ...change }), 'idris', telling);
  expect(about({ callIds: [] })).toBeNull();
  expect(about({})).toContain('Once you take this on you may read it');
  expect(about({ heldBy: 'idris', state: 'accepted' })).toContain('until you close this. Ana knows.');
  expect(about({ heldBy: 'lorna', state: 'accepted' })).toContain('Only Lorna may read it');
  expect(about({ heldBy: 'idris', state: 'closed' })).toContain('no longer read it');
});

test('nothing can be done with a request that is over or in other hands', () => {
  const can = (change: Partial<Debrief>) =>
    nextFor(asked('a', 'now', '2026-11-21T21:52:00Z', change), 'idris');
  expect(can({})).toEqual(['ring', 'offer']);
  expect(can({ urgency: 'keep-for-supervision' })).toEqual(['offer', 'ring']);
  expect(can({ state: 'agreed', heldBy: 'idris' })).toEqual(['held', 'offerAnother', 'close']);
  expect(can({ state: 'held', heldBy: 'idris' })).toEqual(['close']);
  expect(can({ state: 'agreed', heldBy: 'lorna' })).toEqual([]);
  expect(can({ state: 'closed', heldBy: 'idris' })).toEqual([]);
});

test('who else sees a request is said with it, and steps name their day', () => {
  const byName = asked('a', 'now', '2026-11-19T20:03:00Z', { managerId: 'idris' });
  expect(requestFacts(byName, telling)).toBe(
    'Asked on Thursday 19 November at 20:03, two days ago. Asked of you by name: nobody else sees it.',
  );
  const offer = {
    step: 'offered' as const,
    by: 'lorna',
    at: '2026-11-21T21:54:00Z',
    for: '2026-11-22T12:00:00Z',
  };
  expect(stepLine(offer, byName, telling).words).toBe('Lorna offered a time: Sunday 22 November at midday');
});

test('a first offer is soon for somebody who waits tonight, and by day for the rest', () => {
  expect(sensibleTime('now', now, london)).toEqual({ date: '2026-11-21', time: '22:15' });
  expect(sensibleTime('next-day-or-two', now, london)).toEqual({ date: '2026-11-22', time: '14:00' });
  const lastHour = Date.parse('2026-11-21T23:50:00Z');
  expect(sensibleTime('before-i-finish', lastHour, london)).toEqual({ date: '2026-11-22', time: '00:15' });
});

test('an offered time is meant in the zone of the helpline, on either side of a clock change', () => {
  expect(instantOf({ date: '2026-10-24', time: '16:30' }, 'Europe/London')).toBe('2026-10-24T15:30:00.000Z');
  expect(instantOf({ date: '2026-10-25', time: '16:30' }, 'Europe/London')).toBe('2026-10-25T16:30:00.000Z');
  expect(instantOf({ date: '', time: '16:30' }, 'Europe/London')).toBeNull();
  const beforeTheChange = Date.parse('2026-10-24T22:30:00Z');
  expect(sensibleTime('next-day-or-two', beforeTheChange, london).date).toBe('2026-10-25');
});
