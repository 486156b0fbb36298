import { expect, test } from 'vitest';
import type { FollowUp } from '#shared/follow-ups';
import type { Shift } from '#shared/shifts';
import { askedSteps, askedTitle } from '../../client/my-requests/debrief-words.ts';
import { saidOf } from '../../client/check-ins/check-in-words.ts';
import { daysFrom, planAt, plansOn, slotsIn, soonSlots } from '../../client/desk/offer-week.ts';
import { whoSees, whoWillSee } from '../../client/debriefs/who-sees.ts';
import { dueWords, toDo } from '../../client/follow-ups/follow-up-words.ts';
import { starterWordOf } from './starter-words.ts';
import { Times } from '../../client/ui/times.ts';
import { asked } from './asked.ts';

const london = new Times('Europe/London');
const now = Date.parse('2026-11-21T21:55:00Z');
const names: Record<string, string> = { ana: 'You', ben: 'Ben', lorna: 'Lorna', idris: 'Idris' };
const nameOf = (id: string) => names[id] ?? 'Somebody';
const phrasing = { now, times: london, nameOf, wordOf: starterWordOf };
const managers = ['Idris', 'Lorna'];

test('who will see a request is said before it is sent, and who sees it from then on', () => {
  const lorna = { firstName: 'Lorna' };
  expect(whoWillSee(null, managers, false)).toBe('Idris and Lorna will see this, and nobody else.');
  expect(whoWillSee(lorna, managers, false)).toBe('Lorna will see this, and nobody else.');
  expect(whoWillSee(lorna, managers, true)).toContain(
    'If Lorna does not see it in time, another manager will.',
  );
  const around = { managers, partner: 'Ben', nameOf };
  const named = asked('a', 'now', '2026-11-21T21:52:00Z', { managerId: 'lorna' });
  expect(whoSees(named, around)).toBe('Lorna sees this, and nobody else.');
  expect(whoSees({ ...named, escalatedTo: ['idris'], sharedWithPartner: true }, around)).toBe(
    'Lorna, Idris and Ben see this, and nobody else.',
  );
  expect(whoSees({ ...named, managerId: null }, around)).toBe('Idris and Lorna see this, and nobody else.');
});

test('whoever asked reads each step in words, with who has seen it in its place', () => {
  const debrief = asked('a', 'now', '2026-11-21T21:40:00Z', {
    way: 'phone',
    managerId: 'lorna',
    assignedTo: 'idris',
    state: 'agreed',
    offeredFor: '2026-11-21T22:30:00Z',
    seenBy: [{ by: 'idris', at: '2026-11-21T21:43:00Z' }],
    steps: [
      { step: 'asked', by: 'ana', at: '2026-11-21T21:40:00Z' },
      { step: 'escalated', by: 'idris', at: '2026-11-21T21:42:00Z' },
      { step: 'accepted', by: 'idris', at: '2026-11-21T21:44:00Z' },
      { step: 'offered', by: 'idris', at: '2026-11-21T21:45:00Z', for: '2026-11-22T14:00:00Z' },
      { step: 'other-time-asked', by: 'ana', at: '2026-11-21T21:46:00Z', words: 'Tonight, please' },
    ],
  });
  expect(askedTitle(debrief, phrasing)).toBe('Idris will ring you at 22:30');
  expect(askedSteps(debrief, phrasing).map(({ words }) => words)).toEqual([
    'You asked: now, before the next call.',
    'It has come to Idris too.',
    'Idris has seen this.',
    'Idris has the request.',
    'Idris can ring you tomorrow at 14:00.',
    'You asked for another time.',
  ]);
  expect(askedSteps(debrief, phrasing).at(-1)?.quote).toBe('Tonight, please');
  const bens = { ...phrasing, nameOf: (id: string) => (id === 'ana' ? 'Ana' : nameOf(id)) };
  expect(askedTitle({ ...debrief, way: 'in-person' }, bens)).toBe('Idris will meet Ana at 22:30');
  expect(askedTitle({ ...debrief, state: 'asked' }, phrasing)).toBe('Idris has seen this');
  expect(askedTitle({ ...debrief, state: 'asked', seenBy: [] }, phrasing)).toBe('Waiting for Lorna');
});

test('only times to come are offered, by the half hour, and none that the clock change leaves out', () => {
  const evening = slotsIn('Evening', '2026-11-21', now, london, 'Europe/London');
  expect(evening.map(({ time }) => time)).toEqual(['22:00', '22:30', '23:00', '23:30']);
  expect(slotsIn('Morning', '2026-11-21', now, london, 'Europe/London')).toEqual([]);
  const spring = slotsIn('Night', '2026-03-29', Date.parse('2026-03-01'), london, 'Europe/London');
  expect(spring.map(({ time }) => time).slice(0, 4)).toEqual(['00:00', '00:30', '02:00', '02:30']);
  const autumn = slotsIn('Night', '2027-10-31', Date.parse('2027-10-30'), london, 'Europe/London');
  expect(autumn.slice(1, 7).map(({ label, at }) => `${label} = ${at.slice(11, 16)}`)).toEqual([
    '00:30 = 23:30',
    'the first 01:00 = 00:00',
    'the first 01:30 = 00:30',
    'the second 01:00 = 01:00',
    'the second 01:30 = 01:30',
    '02:00 = 02:00',
  ]);
  const inBetween = soonSlots(Date.parse('2027-10-31T00:46:00Z'), london);
  expect(inBetween.map(({ label }) => label)).toEqual([
    'the second 01:00',
    'the second 01:15',
    'the second 01:30',
  ]);
  expect(soonSlots(now, london).map(({ time }) => time)).toEqual(['22:00', '22:15', '22:30']);
  expect(daysFrom('2026-10-24').at(-1)).toBe('2026-10-30');
});

test('what else I have then is said: my shifts on call, and what is agreed with somebody', () => {
  const shift = (managerId: string | null, nextManagerId: string | null) =>
    ({
      startsAt: '2026-11-22T18:00:00.000Z',
      endsAt: '2026-11-23T00:00:00.000Z',
      managerId,
      nextManagerId,
      places: [],
    }) as unknown as Shift;
  const ben = asked('b', 'now', '2026-11-21T20:00:00Z', {
    askedBy: 'ben',
    assignedTo: 'lorna',
    state: 'agreed',
    offeredFor: '2026-11-22T10:00:00.000Z',
  });
  const plans = { meId: 'lorna', shifts: [shift('lorna', 'idris')], debriefs: [ben], nameOf };
  const at = (time: string, given = plans) => planAt(`2026-11-22T${time}:00.000Z`, given, london);
  expect(at('10:30')).toBe('Ben, agreed at 10:00');
  expect(at('11:00')).toBeNull();
  expect(plansOn('2026-11-22', plans, london)).toEqual(['on call 18:00 to midnight', 'Ben, agreed at 10:00']);
  expect(plansOn('2026-11-23', plans, london)).toEqual([]);
  expect(at('18:00')).toBe('You are on call then');
  expect(at('18:00', { ...plans, meId: 'idris' })).toBe('You are next on call then');
  expect(at('10:30', { ...plans, debriefs: [{ ...ben, assignedTo: 'idris' }] })).toBeNull();
});

test('what is due comes first, what is done today stays to be undone, and what is not mine is not there', () => {
  const lorna = {
    id: 'lorna',
    helplineId: 'h',
    roles: ['manager' as const],
    shiftIds: [],
    placedAt: {},
    talkIds: [],
    besideIds: [],
  };
  const followUp = (id: string, change: Partial<FollowUp>) =>
    ({
      id,
      dueOn: null,
      forId: 'lorna',
      raisedAt: '2026-11-20T10:00:00Z',
      doneAt: null,
      ...change,
    }) as FollowUp;
  const list = toDo(
    lorna,
    [
      followUp('some day', {}),
      followUp('later', { dueOn: '2026-12-01' }),
      followUp('any manager', { dueOn: '2026-11-20', forId: null }),
      followUp('his', { forId: 'idris' }),
      followUp('done', { dueOn: '2026-11-21', doneAt: '2026-11-21T20:00:00Z' }),
      followUp('long done', { doneAt: '2026-11-19T20:00:00Z' }),
    ],
    now,
    london,
  );
  expect(list.map(({ id }) => id)).toEqual(['any manager', 'done', 'later', 'some day']);
  expect(dueWords({ dueOn: '2026-11-21' }, now, london)).toBe('Due today');
  expect(dueWords({ dueOn: '2026-11-20' }, now, london)).toBe('It was due yesterday');
  expect(dueWords({ dueOn: '2026-11-24' }, now, london)).toBe('Due Tuesday');
  expect(dueWords({ dueOn: null }, now, london)).toBeNull();
});

test('what somebody said of their night is told in words, and nothing once it is taken back', () => {
  const theirs = { id: 'x', version: 1, personId: 'ben', shiftId: 's', sharedWith: 'managers' as const };
  const alone = { wentWell: null, askAgainAt: null, askedAgainAt: null };
  const said = { ...theirs, ...alone, when: 'end' as const, said: null };
  const at = '2026-11-21T21:50:00Z';
  expect(saidOf({ ...said, heaviness: 'all-out', at }, now, london, nameOf)).toBe(
    'Ben said tonight took all they had.',
  );
  expect(saidOf({ ...said, heaviness: 'heavy', at: '2026-11-20T22:50:00Z' }, now, london, nameOf)).toBe(
    'Ben said Friday evening was heavy.',
  );
  const afterMidnight = { ...said, heaviness: 'heavy' as const, at: '2026-11-21T00:10:00Z' };
  expect(saidOf(afterMidnight, now, london, nameOf, '2026-11-20T18:00:00Z')).toBe(
    'Ben said Friday evening was heavy.',
  );
  expect(saidOf({ ...said, heaviness: null, at }, now, london, nameOf)).toBeNull();
  const start = { ...said, when: 'start' as const, heaviness: null, said: 'a-lot-on' as const };
  expect(saidOf({ ...start, at }, now, london, nameOf)).toBe(
    'Ben said at the start of tonight: a lot on my mind.',
  );
  const later = { ...start, when: 'week-later' as const, said: 'still-heavy' as const };
  expect(saidOf({ ...later, at }, now, london, nameOf)).toBe(
    'Ben said of a heavy night, a week later: still heavy.',
  );
});
