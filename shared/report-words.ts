import { lengthWords } from './call-log.ts';
import type { Figure } from './figures.ts';
import { callBackWords, seenWords } from './monthly-counts.ts';
import { periodOf, periodWords } from './periods.ts';
import { consentWords, saidWords } from './record-lists.ts';
import { openHoursWords, timeBandWords, workWords, type ReportRow, type TableName } from './reports.ts';
import { serviceKindWords } from './service-kinds.ts';

/** What each table of a report is called. */
export const tableWords: Record<TableName, string> = {
  issues: 'What calls were about',
  sources: 'How callers found us',
  boroughs: 'Where they called from',
  outcomes: 'What was done',
  responses: 'What was needed',
  signposted: 'Kinds of services that were given',
  length: 'How long calls were',
  times: 'When calls began',
  emergency: 'Emergency services called',
  reached: 'Emergency services that came',
  hours: 'Hours open, by the rota',
  callBacks: 'What became of promised call backs',
  seen: 'How soon debriefs were seen',
  work: 'Around the calls',
  parts: 'Calls answered, part by part',
  months: 'Calls answered, month by month',
};

/** Words of rows that are in no list of the helpline. */
const fixedWords: Partial<Record<TableName, Record<string, string>>> = {
  signposted: serviceKindWords,
  length: lengthWords,
  times: timeBandWords,
  emergency: consentWords,
  reached: saidWords,
  hours: openHoursWords,
  callBacks: callBackWords,
  seen: seenWords,
  work: workWords,
};
const blankWords: Partial<Record<TableName, string>> = {
  outcomes: 'Nothing was chosen',
  length: 'Not ended',
  responses: 'Nothing was chosen',
  seen: 'Nobody had seen it when this was made',
};

/** A row in words: those of the helpline's list at that time, else ours, else what an empty slug means in its table. */
export const rowWords = (table: TableName, { slug, words }: Pick<ReportRow, 'slug' | 'words'>): string =>
  table === 'parts' || table === 'months'
    ? periodWords(periodOf(slug)!)
    : slug === ''
      ? (blankWords[table] ?? 'Not asked')
      : (words ?? fixedWords[table]?.[slug] ?? slug);

/** A figure as it is read and printed. */
export function figureWords(figure: Figure): string {
  if (figure === 'none') return 'none';
  if (figure === 'few') return 'fewer than 8';
  if (figure === 'kept-back') return 'not shown';
  return typeof figure === 'object' ? `at least ${figure.atLeast}` : String(figure);
}

/** That a table was not counted yet in some or all of the time of a report. `month`: the first of which it was. */
export const notKeptWords = (month: string): string => `Not kept before ${periodWords(periodOf(month)!)}.`;
