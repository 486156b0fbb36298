import { describe, expect, test } from 'vitest';
import { keyAt, partsOf, periodOf, periodWords } from '#shared/periods';
import { whyNotMade, type Known } from '#shared/reports';

const period = (key: string) => periodOf(key)!;

test.each([
  ['2026-02', 'month', '2026-02-01', '2026-02-28', 'February 2026'],
  ['2028-02', 'month', '2028-02-01', '2028-02-29', 'February 2028'],
  ['2026-Q3', 'quarter', '2026-07-01', '2026-09-30', 'July to September 2026'],
  ['2026', 'year', '2026-01-01', '2026-12-31', '2026'],
])('%s is a %s from %s to %s', (key, grain, from, to, words) => {
  expect(periodOf(key)).toEqual({ key, grain, from, to });
  expect(periodWords(period(key))).toBe(words);
});

test.each(['', '2026-13', '2026-Q5', '1999', '2026-9', '2026-Q3x'])('“%s” is none', (key) =>
  expect(periodOf(key)).toBeNull(),
);

test('a year is made of quarters, a quarter of months, a month of nothing', () => {
  expect(partsOf(period('2026'))).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
  expect(partsOf(period('2026-Q4'))).toEqual(['2026-10', '2026-11', '2026-12']);
  expect(partsOf(period('2026-10'))).toEqual([]);
  expect(keyAt('quarter', '2026-11-30')).toBe('2026-Q4');
});

describe('what may be made', () => {
  const known: Known = { today: '2026-11-27', made: new Set(), keptFrom: null };
  const why = (key: string, more: Partial<Known> = {}) => whyNotMade(period(key), { ...known, ...more });

  test('a quarter that is over, once its records are finished', () => {
    expect(why('2026-Q3')).toBeNull();
    expect(why('2026-Q3', { today: '2026-10-03' })).toContain('from 4 October 2026');
    expect(why('2026-Q3', { today: '2026-10-04' })).toBeNull();
    expect(why('2026-Q4')).toContain('4 January 2027');
  });

  test('nothing twice', () => {
    expect(why('2026-Q3', { made: new Set(['2026-Q3']) })).toContain('has been made');
  });

  test('never a month beside a quarter that was counted as one', () => {
    expect(why('2026-08', { made: new Set(['2026-Q3']) })).toContain('Its quarter');
    expect(why('2026-08', { made: new Set(['2026-Q2']) })).toBeNull();
  });

  test('once a month was made, the quarter only as the sum of its three', () => {
    expect(why('2026-Q3', { made: new Set(['2026-08']) })).toBe(
      'Make these first: July 2026, September 2026.',
    );
    expect(why('2026-Q3', { made: new Set(['2026-07', '2026-08', '2026-09']) })).toBeNull();
  });

  test('a year as the sum of its quarters', () => {
    expect(why('2025', { made: new Set(['2025-Q1', '2025-Q2', '2025-Q3']) })).toBe(
      'Make these first: October to December 2025.',
    );
    expect(why('2025', { made: new Set(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']) })).toBeNull();
  });

  test('nothing of which records are gone, but for sums', () => {
    expect(why('2026-Q3', { keptFrom: '2026-08-01' })).toContain('deleted');
    expect(why('2026-Q3', { keptFrom: '2026-07-01' })).toBeNull();
    const made = new Set(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
    expect(why('2025', { made, keptFrom: '2026-07-01' })).toBeNull();
  });
});
