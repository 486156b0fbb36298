import { expect, test } from 'vitest';
import { quietUntil } from '#server/notifications/quiet-hours';

const night = { quietFrom: '23:00', quietUntil: '07:00' };
const evening = { quietFrom: '18:30', quietUntil: '20:00' };
const london = 'Europe/London';
const endOf = (hours: Parameters<typeof quietUntil>[0], at: string, zone = london) =>
  quietUntil(hours, zone, new Date(at))?.toISOString() ?? null;

test('who has no quiet hours is never in them', () => {
  expect(endOf({ quietFrom: null, quietUntil: null }, '2026-11-21T23:40Z')).toBeNull();
});

test.each([
  ['2026-11-21T18:29Z', null],
  ['2026-11-21T18:30Z', '2026-11-21T20:00:00.000Z'],
  ['2026-11-21T19:59:59Z', '2026-11-21T20:00:00.000Z'],
  ['2026-11-21T20:00Z', null],
])('within one day, at %s they last until %s', (at, end) => {
  expect(endOf(evening, at)).toBe(end);
});

test.each([
  ['2026-11-21T22:59:59Z', null],
  ['2026-11-21T23:00Z', '2026-11-22T07:00:00.000Z'],
  ['2026-11-22T00:00Z', '2026-11-22T07:00:00.000Z'],
  ['2026-11-22T06:59:59Z', '2026-11-22T07:00:00.000Z'],
  ['2026-11-22T07:00Z', null],
])('across midnight, at %s they last until %s', (at, end) => {
  expect(endOf(night, at)).toBe(end);
});

test.each([
  ['the night the clocks go forward is an hour shorter', '2026-03-28T23:30Z', '2026-03-29T06:00:00.000Z'],
  ['the night they go back is an hour longer', '2026-10-24T22:30Z', '2026-10-25T07:00:00.000Z'],
])('%s', (_, at, end) => {
  expect(endOf(night, at)).toBe(end);
});

test('an end that the clock skips comes after the gap, and one that it repeats is the second', () => {
  const untilHalfPastOne = { quietFrom: '22:00', quietUntil: '01:30' };
  expect(endOf(untilHalfPastOne, '2026-03-28T23:00Z')).toBe('2026-03-29T01:30:00.000Z');
  expect(endOf(untilHalfPastOne, '2026-10-24T23:00Z')).toBe('2026-10-25T01:30:00.000Z');
  expect(endOf(untilHalfPastOne, '2026-10-25T01:10Z')).toBe('2026-10-25T01:30:00.000Z');
});

test('they are the helpline’s own wall time, wherever its server is', () => {
  expect(endOf(night, '2026-07-01T22:00Z')).toBe('2026-07-02T06:00:00.000Z');
  expect(endOf(night, '2026-07-01T22:00Z', 'America/New_York')).toBeNull();
});
