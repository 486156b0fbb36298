import { expect, test } from 'vitest';
import { isAwayDuring } from '#shared/away';
import type { Absence, Weekly } from '#shared/absences';

const away = (from: string, to: string | null, weekly: Weekly | null = null): Absence => ({
  ...{ id: 'a', version: 1, personId: 'ana', from, to, weekly },
  removed: false,
});
const during = (absence: Absence, from: string, until: string) => isAwayDuring([absence], { from, until });

test('whole days are from midnight to midnight, on the clock of the helpline', () => {
  const christmas = away('2026-12-24', '2026-12-26');
  expect(during(christmas, '2026-12-23T18:00', '2026-12-24T00:00')).toBe(false);
  expect(during(christmas, '2026-12-23T20:00', '2026-12-24T02:00')).toBe(true);
  expect(during(christmas, '2026-12-26T18:00', '2026-12-27T00:00')).toBe(true);
  expect(during(christmas, '2026-12-27T00:00', '2026-12-27T06:00')).toBe(false);
  expect(during({ ...christmas, removed: true }, '2026-12-25T18:00', '2026-12-26T00:00')).toBe(false);
});

test('hours of a weekday hold on every such day between the first and the last', () => {
  const fridays = away('2026-12-01', '2026-12-31', { weekday: 5, from: '18:00', until: '22:00' });
  expect(during(fridays, '2026-12-04T18:00', '2026-12-05T00:00')).toBe(true);
  expect(during(fridays, '2026-12-04T12:00', '2026-12-04T18:00')).toBe(false);
  expect(during(fridays, '2026-12-04T22:00', '2026-12-05T04:00')).toBe(false);
  expect(during(fridays, '2026-12-05T18:00', '2026-12-06T00:00')).toBe(false);
  expect(during(fridays, '2026-11-27T18:00', '2026-11-28T00:00')).toBe(false);
  expect(during(fridays, '2027-01-01T18:00', '2027-01-02T00:00')).toBe(false);
  expect(during({ ...fridays, to: null }, '2027-01-01T18:00', '2027-01-02T00:00')).toBe(true);
});

test('hours may reach over midnight, and a whole weekday is from midnight to midnight', () => {
  const nights = away('2026-12-01', null, { weekday: 7, from: '22:00', until: '02:00' });
  expect(during(nights, '2026-12-07T01:00', '2026-12-07T06:00')).toBe(true);
  expect(during(nights, '2026-12-07T02:00', '2026-12-07T06:00')).toBe(false);
  const mondays = away('2026-12-01', null, { weekday: 1, from: '00:00', until: '00:00' });
  expect(during(mondays, '2026-12-06T20:00', '2026-12-07T02:00')).toBe(true);
  expect(during(mondays, '2026-12-08T00:00', '2026-12-08T06:00')).toBe(false);
});
