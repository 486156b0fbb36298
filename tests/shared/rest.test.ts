import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps, restBetween, shortRestAround, type ShiftSpan } from '#shared/rest';

const shift = (startsAt: string, endsAt: string): ShiftSpan => ({ id: startsAt, startsAt, endsAt });
const hour = 3_600_000;

test('until 02:00 and from 08:00 the same morning is too short, until midnight and from midday is not', () => {
  const night = shift('2026-11-21T20:00:00.000Z', '2026-11-22T02:00:00.000Z');
  const morning = shift('2026-11-22T08:00:00.000Z', '2026-11-22T14:00:00.000Z');
  expect(shortRestAround(morning, [night], 11)).toEqual({ ms: 6 * hour, isBefore: true });
  expect(shortRestAround(night, [morning], 11)).toEqual({ ms: 6 * hour, isBefore: false });
  const evening = shift('2026-11-20T18:00:00.000Z', '2026-11-21T00:00:00.000Z');
  const midday = shift('2026-11-21T12:00:00.000Z', '2026-11-22T00:00:00.000Z');
  expect(shortRestAround(midday, [evening], 11)).toBeNull();
  expect(shortRestAround(midday, [evening], 12)).toBeNull();
  expect(shortRestAround(midday, [evening], 13)).toEqual({ ms: 12 * hour, isBefore: true });
  expect(shortRestAround(morning, [night], 0)).toBeNull();
});

test('a night in which the clocks change is as long as it really is', () => {
  // In London the clocks go back at 02:00 on 25 October 2026, and forward at 01:00 on 28 March 2027.
  const autumn = shift('2026-10-24T19:00:00.000Z', '2026-10-24T23:00:00.000Z');
  const autumnNoon = shift('2026-10-25T11:00:00.000Z', '2026-10-25T15:00:00.000Z');
  expect(restBetween(autumn, autumnNoon)).toBe(12 * hour);
  const spring = shift('2027-03-27T20:00:00.000Z', '2027-03-28T00:00:00.000Z');
  const springMorning = shift('2027-03-28T10:30:00.000Z', '2027-03-28T14:00:00.000Z');
  expect(shortRestAround(springMorning, [spring], 11)).toEqual({ ms: 10.5 * hour, isBefore: true });
});

test('a shift that overlaps is no rest, and the shift itself is left out', () => {
  const one = shift('2026-11-21T20:00:00.000Z', '2026-11-22T02:00:00.000Z');
  const during = shift('2026-11-22T01:00:00.000Z', '2026-11-22T03:00:00.000Z');
  expect(overlaps(one, during)).toBe(true);
  expect(shortRestAround(one, [during, one], 11)).toBeNull();
  const next = shift('2026-11-22T02:00:00.000Z', '2026-11-22T03:00:00.000Z');
  expect(overlaps(one, next)).toBe(false);
  expect(shortRestAround(one, [next], 11)).toEqual({ ms: 0, isBefore: false });
});

test('rest is the same from both sides, and what is found is the shortest', () => {
  const anyShift = fc
    .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 24 }))
    .map(([from, hours]) => {
      const at = (hoursFrom: number) => new Date(Date.UTC(2026, 9, 20) + hoursFrom * hour).toISOString();
      return { id: `${from} ${hours}`, startsAt: at(from), endsAt: at(from + hours) };
    });
  fc.assert(
    fc.property(anyShift, fc.array(anyShift), fc.integer({ min: 0, max: 24 }), (one, others, restHours) => {
      for (const other of others) expect(restBetween(one, other)).toBe(restBetween(other, one));
      const rests = others
        .filter(({ id }) => id !== one.id)
        .map((other) => restBetween(one, other))
        .filter((ms) => ms >= 0 && ms < restHours * hour);
      expect(shortRestAround(one, others, restHours)?.ms ?? null).toBe(
        rests.length === 0 ? null : Math.min(...rests),
      );
    }),
  );
});
