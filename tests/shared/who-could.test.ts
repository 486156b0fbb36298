import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fairShareOf } from '#shared/fair-share';
import type { ShiftSpan } from '#shared/rest';
import { whoCould, whyNot, type Asked, type Candidate, type ShiftToFill } from '#shared/who-could';

const friday: ShiftToFill = {
  id: 'friday',
  startsAt: '2026-11-27T18:00:00.000Z',
  endsAt: '2026-11-28T00:00:00.000Z',
  wall: { from: '2026-11-27T18:00', until: '2026-11-28T00:00' },
};
const span = (startsAt: string, endsAt: string): ShiftSpan => ({ id: startsAt, startsAt, endsAt });
const candidate = (id: string, more: Partial<Candidate & Asked> = {}): Candidate & Asked => ({
  ...{ id, roles: ['supporter'], suspendedAt: null, isIn: true, induction: null, shifts: [], absences: [] },
  lastAskedAt: null,
  ...more,
});
const dayOff = {
  ...{ id: 'a', version: 1, personId: 'x', from: '2026-11-27', to: '2026-11-27' },
  ...{ weekly: null, removed: false },
};

test.each([
  [{}, null],
  [{ roles: ['manager'] }, 'not-supporter'],
  [{ suspendedAt: '2026-11-01T00:00:00.000Z' }, 'suspended'],
  [{ isIn: false }, 'not-here-yet'],
  [{ induction: { from: '2026-01-01', until: '2099-01-01' } }, 'induction'],
  [{ induction: { from: '2026-01-01', until: '2026-01-28' } }, null],
  [{ shifts: [friday] }, 'in-it'],
  [{ shifts: [span('2026-11-27T12:00:00.000Z', '2026-11-27T18:00:01.000Z')] }, 'overlap'],
  [{ absences: [dayOff] }, 'away'],
  [{ absences: [{ ...dayOff, removed: true }] }, null],
  [{ shifts: [span('2026-11-28T06:00:00.000Z', '2026-11-28T12:00:00.000Z')] }, 'rest'],
  [{ shifts: [span('2026-11-28T12:00:00.000Z', '2026-11-29T00:00:00.000Z')] }, null],
] as [Partial<Candidate>, string | null][])('%o could not come: %s', (more, why) => {
  expect(whyNot(friday, candidate('one', more), 11)).toBe(why);
});

test('whoever was asked least recently comes first, and who was never asked before all', () => {
  const asked = (id: string, lastAskedAt: string | null) => candidate(id, { lastAskedAt });
  const everybody = [
    asked('lately', '2026-11-20T18:00:00.000Z'),
    asked('earlier', '2026-11-10T18:00:00.000Z'),
    asked('never', null),
    candidate('away', { absences: [dayOff] }),
  ];
  expect(whoCould(friday, everybody, 11)).toEqual(['never', 'earlier', 'lately']);
});

test('those who could are exactly those with no reason against them, whatever the order in which they are given', () => {
  const anyCandidate = fc
    .record({
      id: fc.uuid(),
      isIn: fc.boolean(),
      suspended: fc.boolean(),
      away: fc.boolean(),
      startsIn: fc.option(fc.integer({ min: -40, max: 40 }), { nil: null }),
      asked: fc.option(fc.integer({ min: 0, max: 59 }), { nil: null }),
    })
    .map(({ id, isIn, suspended, away, startsIn, asked }) => {
      const at = (hours: number) => new Date(Date.parse(friday.startsAt) + hours * 3_600_000).toISOString();
      return candidate(id, {
        isIn,
        suspendedAt: suspended ? at(-100) : null,
        absences: away ? [dayOff] : [],
        shifts: startsIn === null ? [] : [span(at(startsIn), at(startsIn + 6))],
        lastAskedAt: asked === null ? null : at(-24 * asked),
      });
    });
  const several = fc.uniqueArray(anyCandidate, { selector: ({ id }) => id });
  fc.assert(
    fc.property(several, fc.integer({ min: 0, max: 24 }), (everybody, restHours) => {
      const could = whoCould(friday, everybody, restHours);
      expect(whoCould(friday, everybody.toReversed(), restHours)).toEqual(could);
      for (const one of everybody)
        expect(could.includes(one.id)).toBe(whyNot(friday, one, restHours) === null);
      const times = could.map((id) => everybody.find((one) => one.id === id)!.lastAskedAt ?? '');
      expect(times).toEqual(times.toSorted());
    }),
  );
});

test('one’s share of the weekends is told beside an even one', () => {
  const shifts = (mine: string, others: string) =>
    [...mine]
      .map((kind) => ({ isMine: true, isWeekend: kind === 'w' }))
      .concat([...others].map((kind) => ({ isMine: false, isWeekend: kind === 'w' })));
  expect(fairShareOf(shifts('www---', 'wwwww-------'))).toEqual({ weekend: 3, even: 3 });
  expect(fairShareOf(shifts('---', 'wwwwww'))).toEqual({ weekend: 0, even: 2 });
  expect(fairShareOf(shifts('', 'ww--'))).toBeNull();
  expect(fairShareOf(shifts('--', '--'))).toBeNull();
});
