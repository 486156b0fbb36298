import { expect, test } from 'vitest';
import type { Figure } from '#shared/figures';
import { lineThrough, picture, pointsOf, sizesOf } from '../../client/reports/month-line.ts';
import { monthsInWords, twelveMonths } from '../../client/reports/month-sentences.ts';

const two = (month: number) => String(month).padStart(2, '0');
/** The months of 2025 from one on, each with what a report shows of it. */
const year = (figures: Figure[], from = 1) =>
  twelveMonths({
    name: 'months',
    whole: 100,
    rows: figures.map((figure, at) => ({ slug: `2025-${two(from + at)}`, words: null, figure })),
  });

test('months without a number of their own are in their place, and the line breaks there', () => {
  const months = year([40, 60, 'few', 20, 'none', 10, 30, 30, 'kept-back'], 4);
  expect(months).toHaveLength(12);
  expect(months[0]).toEqual({ slug: '2025-01', figure: null });
  const points = pointsOf(sizesOf(months));
  expect(points.map((point) => point !== null)).toEqual([0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0].map(Boolean));
  expect(points[4]!.y).toBe(picture.margin);
  expect(points[7]!.y).toBe(picture.height - picture.margin);
  expect(points[3]!.x).toBe(350);
  expect(lineThrough(points).match(/M/g)).toHaveLength(2);
  expect(lineThrough(pointsOf(sizesOf(year(['few']))))).toBe('');
});

test('most and fewest are said in words, and the fewest only where none is below them', () => {
  const all = [50, 60, 60, 20, 25, 25, 30, 30, 35, 40, 40, 60];
  expect(monthsInWords(year(all))).toBe(
    'Most in February, March and December: about 60. Fewest in April: about 20.',
  );
  expect(monthsInWords(year([50, 'few', 20, 'none']))).toBe(
    'Most in January: about 50. Fewer than 8 in February. None in April.',
  );
  expect(monthsInWords(year([50, 50]))).toBe('Most in January and February: about 50.');
  expect(monthsInWords(year(['kept-back']))).toBe('');
});
