import { expect, test } from 'vitest';
import {
  daysAfter,
  fieldsOf,
  filtersIn,
  lengthBandOf,
  mayFind,
  mondayOf,
  noFilters,
  type LogFilters,
} from '#shared/call-log';
import { isDay } from '#shared/text-checks';
import { starterLists } from '#shared/starter-lists';

const read = (fields: Record<string, unknown>) => filtersIn(fields, (list) => starterLists[list]);

test('filters go into an address and come back the same', () => {
  const filters: LogFilters = {
    ...noFilters,
    issue: ['housing', 'debt'],
    borough: ['not-asked'],
    length: ['over-60'],
    from: '2026-10-05',
    to: '2026-10-05',
  };
  expect(fieldsOf(filters)).toEqual({
    issue: 'housing,debt',
    borough: 'not-asked',
    length: 'over-60',
    from: '2026-10-05',
    to: '2026-10-05',
  });
  expect(read(fieldsOf(filters))).toEqual({ filters, wrong: null });
  expect(read({ of: 'all', supporter: 'Ana' })).toEqual({ filters: noFilters, wrong: null });
  expect(read({ issue: '', from: '' })).toEqual({ filters: noFilters, wrong: null });
});

test('a word that is not in its list is left out, and the first such field is named', () => {
  for (const [fields, wrong] of [
    [{ issue: 'hosing' }, 'issue'],
    [{ issue: 'housing,lambeth', borough: 'x' }, 'issue'],
    [{ borough: 'toString' }, 'borough'],
    [{ outcome: ['listened'] }, 'outcome'],
    [{ from: 'yesterday' }, 'from'],
    [{ from: '2026-10-05', to: '2026-10-04' }, 'to'],
  ] as const)
    expect(read(fields).wrong, JSON.stringify(fields)).toBe(wrong);
  expect(read({ issue: 'housing,hosing,housing' }).filters.issue).toEqual(['housing']);
});

test('a week begins on its Monday, also over the end of a year', () => {
  expect(['2026-11-09', '2026-11-11', '2026-11-15'].map(mondayOf)).toEqual(Array(3).fill('2026-11-09'));
  expect(mondayOf('2027-01-01')).toBe('2026-12-28');
  expect(daysAfter('2026-02-27', 2)).toBe('2026-03-01');
  expect(daysAfter('2028-03-01', -1)).toBe('2028-02-29');
});

test('a day is one of the calendar, of a time in which there are calls', () => {
  for (const day of ['2026-02-28', '2028-02-29', '1970-01-08', '2199-12-31'])
    expect(isDay(day), day).toBe(true);
  for (const text of [
    '2026-02-29',
    '2026-2-3',
    '2026-02-28T00:00Z',
    '',
    '1969-12-31',
    '9999-12-31',
    '+02026-01-01',
  ])
    expect(isDay(text), text).toBe(false);
});

test('a length is said in bands, each from its first minute on', () => {
  const startedAt = '2026-11-18T20:00:00.000Z';
  const band = (minutes: number) =>
    lengthBandOf({ startedAt, endedAt: new Date(Date.parse(startedAt) + minutes * 60_000).toISOString() });
  expect([0, 4.99, 5, 14, 15, 29.9, 30, 59, 60, 600].map(band)).toEqual([
    'under-5',
    'under-5',
    '5-to-15',
    '5-to-15',
    '15-to-30',
    '15-to-30',
    '30-to-60',
    '30-to-60',
    'over-60',
    'over-60',
  ]);
  expect(lengthBandOf({ startedAt, endedAt: null })).toBeNull();
});

test('who may find which calls', () => {
  const views = ['mine', 'flagged', 'all'] as const;
  const of = (role: 'supporter' | 'manager' | 'supervisor') =>
    views.filter((view) => mayFind({ roles: [role] }, view));
  expect(of('supporter')).toEqual(['mine']);
  expect(of('supervisor')).toEqual(['mine', 'flagged']);
  expect(of('manager')).toEqual(['mine', 'all']);
});
