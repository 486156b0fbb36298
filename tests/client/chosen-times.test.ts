import { expect, test } from 'vitest';
import { timesOf } from '../../client/shifts/chosen-times.ts';

const london = 'Europe/London';
const shown = (date: string, from: string, to: string, zone = london) => {
  const times = timesOf({ date, from, to }, zone);
  return times && `${times.startsAt.slice(0, 16)} ${times.endsAt.slice(0, 16)}`;
};

test('an end before the start is on the next day, and the same time is no time at all', () => {
  expect(shown('2026-11-20', '18:00', '00:00')).toBe('2026-11-20T18:00 2026-11-21T00:00');
  expect(shown('2026-12-31', '20:00', '02:00')).toBe('2026-12-31T20:00 2027-01-01T02:00');
  expect(shown('2026-11-20', '18:00', '18:00')).toBe('2026-11-20T18:00 2026-11-20T18:00');
});

test('over a clock change, a shift starts at the first and ends at the second of two equal times', () => {
  expect(shown('2026-10-25', '01:30', '01:45')).toBe('2026-10-25T00:30 2026-10-25T01:45');
  expect(shown('2027-03-27', '22:00', '06:00')).toBe('2027-03-27T22:00 2027-03-28T05:00');
  expect(shown('2026-11-01', '01:30', '03:00', 'America/New_York')).toBe('2026-11-01T05:30 2026-11-01T08:00');
});

test('what is not chosen yet is no time', () => {
  expect(shown('', '18:00', '20:00')).toBeNull();
  expect(shown('2026-11-20', '', '20:00')).toBeNull();
  expect(shown('2026-11-20', '18:00', '')).toBeNull();
});
