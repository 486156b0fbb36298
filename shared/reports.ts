import { daysAfter } from './call-log.ts';
import { dayWords, partsOf, periodOf, periodWords, settledAfterDays, type Period } from './periods.ts';
import type { Figure } from './figures.ts';
import { isA, type Viewer } from './viewer.ts';

/** What the tables of a report are about. Of each call one row, or any number of rows. */
export const tableNames = {
  issues: 'any',
  sources: 'one',
  boroughs: 'one',
  outcomes: 'any',
  responses: 'one',
  signposted: 'any',
  length: 'one',
  times: 'one',
  emergency: 'one',
  reached: 'one',
  hours: 'one',
  callBacks: 'one',
  seen: 'one',
  work: 'any',
  /** The quarters of a year, or the months of a quarter, by their keys. */
  parts: 'one',
  /** The months of a year, by their keys, as its quarters show them. */
  months: 'one',
} as const;
export type TableName = keyof typeof tableNames;

/** When calls began, by the helpline's clock. Evenings are from 18:00 to 06:00. */
export const timeBandWords = {
  'weekday-day': 'Monday to Friday, by day',
  'weekday-evening': 'Monday to Friday, evening and night',
  'weekend-day': 'Weekend, by day',
  'weekend-evening': 'Weekend, evening and night',
} as const;
/** Hours of the shifts on the rota, by how many of the two places were filled. */
export const openHoursWords = { two: 'With two', one: 'With one', nobody: 'With nobody' } as const;
export const workWords = {
  missed: 'Calls that nobody could take, as far as told',
  flagged: 'Calls that were flagged',
  reviews: 'Reviews that were closed',
  learnings: 'Reviews with something to learn',
  manual: 'Pages of the manual put in force',
  debriefs: 'Debriefs that were asked for',
  meetings: 'Meetings with callers that took place',
  series: 'Series of meetings that ended',
  courses: 'Courses that were done',
} as const;

/** `slug` is empty for "not asked". `words` are those of the helpline's list when the report was made; null where they are ours. */
export type ReportRow = { slug: string; words: string | null; figure: Figure };
/**
 * `whole`: what the rows are parts of. Rows that are none are left out, except of time. `keptFrom`: the first month of which this was
 * counted, where a part of the period lies before it; of that part nothing is shown.
 */
export type ReportTable = { name: TableName; whole: Figure; rows: ReportRow[]; keptFrom?: string };
/** What calls were about, by borough. Only in a report of a year, and only for what is shown of the year. */
export type CrossedRow = { slug: string; words: string; cells: ReportRow[] };

export type ReportFigures = { answered: Figure; tables: ReportTable[]; crossed: CrossedRow[] | null };
export type ReportLine = {
  id: string;
  period: string;
  madeAt: string;
  by: { id: string; firstName: string };
};
export type Report = ReportLine & { figures: ReportFigures };
/** Why a period cannot be made yet; null if it can. */
export type PeriodToMake = { period: string; why: string | null };
/** `toMake` is empty for those who may not make one. */
export type ReportsPage = { reports: ReportLine[]; toMake: PeriodToMake[] };

/** Managers make them; everybody in the helpline reads them, because it is their work. */
export const mayMakeReports = (viewer: Pick<Viewer, 'roles'>) => isA(viewer, 'manager');

/** `today` by the helpline's clock; `keptFrom`: the first day of which all records are still there, null where all are. */
export type Known = { today: string; made: ReadonlySet<string>; keptFrom: string | null };

/**
 * A sentence why a report cannot be made; null if it can. A month and its quarter are never both counted: the quarter is counted as one,
 * or is the sum of its three months, and a year is the sum of its quarters. Otherwise one taken from the other would leave a small number.
 */
export function whyNotMade(period: Period, { today, made, keptFrom }: Known): string | null {
  const words = periodWords(period);
  if (made.has(period.key)) return `The report of ${words} has been made. It stays as it is.`;
  const from = daysAfter(period.to, settledAfterDays + 1);
  if (today < from) return `It can be made from ${dayWords(from)} on, when its records are finished.`;
  if (period.grain === 'month' && [...made].some((key) => partsOf(periodOf(key)!).includes(period.key)))
    return 'Its quarter has been made as one. With a month beside it, small numbers could be worked out.';
  const missing = missingParts(period, made);
  if (missing.length > 0) return `Make these first: ${missing.join(', ')}.`;
  if (keptFrom !== null && period.from < keptFrom && isCounted(period, made))
    return 'Some of its records have been deleted already, as the helpline has chosen. They cannot be counted any more.';
  return null;
}

/** Whether a report is counted from the records, and not the sum of others. */
export const isCounted = (period: Period, made: ReadonlySet<string>): boolean =>
  period.grain !== 'year' && !partsOf(period).some((key) => made.has(key));

function missingParts(period: Period, made: ReadonlySet<string>): string[] {
  if (isCounted(period, made)) return [];
  return partsOf(period)
    .filter((key) => !made.has(key))
    .map((key) => periodWords(periodOf(key)!));
}
