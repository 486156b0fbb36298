/** The time that a report is about. Its key is such as 2026-09, 2026-Q3 or 2026. */
export const grainWords = { month: 'Month', quarter: 'Quarter', year: 'Year' } as const;
export type Grain = keyof typeof grainWords;
/** `from` and `to` are days such as 2026-07-01 and 2026-09-30, both within. */
export type Period = { key: string; grain: Grain; from: string; to: string };

/** Days after its end from which a report can be made: until then records may still be written. */
export const settledAfterDays = 3;

const shape = /^(20\d{2})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?$/;
const two = (number: number) => String(number).padStart(2, '0');
/** The last day of a month, counted from 1. */
const lastDay = (year: number, month: number) =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** Null where it is no key of a period. */
export function periodOf(key: string): Period | null {
  const [, year, month, quarter] = shape.exec(key) ?? [];
  if (!year) return null;
  const first = month ? Number(month) : quarter ? Number(quarter) * 3 - 2 : 1;
  const last = month ? first : quarter ? first + 2 : 12;
  const grain = month ? 'month' : quarter ? 'quarter' : 'year';
  return { key, grain, from: `${year}-${two(first)}-01`, to: lastDay(Number(year), last) };
}

/** The keys of what a period is made of, in order: the months of a quarter, the quarters of a year. A month is made of nothing smaller. */
export function partsOf({ key, grain, from }: Period): string[] {
  const year = from.slice(0, 4);
  if (grain === 'year') return [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);
  if (grain === 'month') return [];
  const first = Number(key.at(-1)) * 3 - 2;
  return [first, first + 1, first + 2].map((month) => `${year}-${two(month)}`);
}

/** The key of the month, quarter or year in which a day lies. */
export function keyAt(grain: Grain, day: string): string {
  const month = Number(day.slice(5, 7));
  if (grain === 'month') return day.slice(0, 7);
  return grain === 'year' ? day.slice(0, 4) : `${day.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
}

const monthNames =
  'January February March April May June July August September October November December'.split(' ');

const monthIn = (day: string) => monthNames[Number(day.slice(5, 7)) - 1]!;

/** Such as "January", of a month by its key. */
export const nameOfMonth = (month: string): string => monthIn(`${month}-01`);

/** Such as "4 January 2027". */
export const dayWords = (day: string): string => `${Number(day.slice(8))} ${monthIn(day)} ${day.slice(0, 4)}`;

/** Such as "July to September 2026". */
export function periodWords({ grain, from, to }: Period): string {
  const year = from.slice(0, 4);
  if (grain === 'year') return year;
  return grain === 'month' ? `${monthIn(from)} ${year}` : `${monthIn(from)} to ${monthIn(to)} ${year}`;
}

/** How many months a period has. */
export const monthsIn = ({ grain }: Pick<Period, 'grain'>): number =>
  ({ month: 1, quarter: 3, year: 12 })[grain];
