import type { MonthShown } from './month-sentences.ts';

export type Point = { x: number; y: number };

/** What the picture measures, in its own units: twelve columns, and room for a point at the top and at the bottom. */
export const picture = { column: 100, height: 150, margin: 12 } as const;

/** Each month in hundredths of the month with most; null where it is not a number. */
export function sizesOf(months: MonthShown[]): (number | null)[] {
  const numbers = months.map(({ figure }) => (figure === 'none' ? 0 : figure));
  const most = Math.max(1, ...numbers.filter((one) => typeof one === 'number'));
  return numbers.map((figure) => (typeof figure === 'number' ? (100 * figure) / most : null));
}

/** Each size as a point above the middle of its column. */
export function pointsOf(sizes: (number | null)[]): (Point | null)[] {
  const { column, height, margin } = picture;
  const high = (height - 2 * margin) / 100;
  return sizes.map((size, at) =>
    size === null ? null : { x: (at + 0.5) * column, y: height - margin - high * size },
  );
}

/** The line through neighbours, as the path of an SVG; it breaks where a month is not a number. */
export const lineThrough = (points: (Point | null)[]): string =>
  points
    .map((point, at) => point && `${points[at - 1] ? 'L' : 'M'}${point.x} ${point.y}`)
    .filter(Boolean)
    .join('');
