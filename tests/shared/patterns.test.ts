import { expect, test } from 'vitest';
import { firstPattern, patternProblem, patternsFrom, usualPattern } from '#shared/patterns';

const line = (weekday: number, opensAt: string, closesAt: string) => ({ weekday, opensAt, closesAt });

test('the starting points have nothing wrong with them', () => {
  for (const pattern of [usualPattern, firstPattern]) expect(patternProblem(pattern)).toBeNull();
});

test('lines may touch, on one day, over midnight and over the end of the week', () => {
  expect(patternProblem([line(1, '10:00', '12:00'), line(1, '12:00', '14:00')])).toBeNull();
  expect(patternProblem([line(1, '20:00', '02:00'), line(2, '02:00', '06:00')])).toBeNull();
  expect(patternProblem([line(7, '20:00', '02:00'), line(1, '02:00', '06:00')])).toBeNull();
});

test('of two lines that overlap, the second is named, also over midnight and over the end of the week', () => {
  const overlapping = [
    [line(1, '10:00', '12:00'), line(1, '11:59', '14:00')],
    [line(1, '20:00', '02:01'), line(2, '02:00', '06:00')],
    [line(7, '20:00', '02:01'), line(1, '02:00', '06:00')],
    [line(1, '02:00', '06:00'), line(7, '20:00', '02:01')],
    [line(3, '10:00', '12:00'), line(3, '10:00', '12:00')],
  ];
  for (const lines of overlapping) expect(patternProblem(lines)).toMatchObject({ line: 1 });
});

test('a line that ends when it begins is no time at all', () => {
  expect(patternProblem([line(1, '18:00', '18:00')])).toMatchObject({ line: 0 });
});

test('a new pattern takes the place of those that were to begin later, not of those before', () => {
  const [first, second] = [
    { from: '2026-12-01', lines: usualPattern },
    { from: '2026-12-20', lines: firstPattern },
  ];
  expect(patternsFrom([first, second], '2026-12-10', firstPattern)).toEqual([
    first,
    { from: '2026-12-10', lines: firstPattern },
  ]);
  expect(patternsFrom([first], '2026-12-01', firstPattern)).toEqual([
    { from: '2026-12-01', lines: firstPattern },
  ]);
});
