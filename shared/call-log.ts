import type { Call, CallState } from './calls.ts';
import type { ListName, ListWord } from './lists.ts';
import { isDay } from './text-checks.ts';
import { isA, type Viewer } from './viewer.ts';

/** How long a call was, in bands, because exact minutes would tell which call it was. */
export const lengthWords = {
  'under-5': 'Under 5 minutes',
  '5-to-15': '5 to 15 minutes',
  '15-to-30': '15 to 30 minutes',
  '30-to-60': '30 to 60 minutes',
  'over-60': 'An hour or more',
} as const;
export type LengthBand = keyof typeof lengthWords;
/** Each band from so many minutes on, below so many; null: without an end. */
export const lengthBands: Record<LengthBand, { from: number; below: number | null }> = {
  'under-5': { from: 0, below: 5 },
  '5-to-15': { from: 5, below: 15 },
  '15-to-30': { from: 15, below: 30 },
  '30-to-60': { from: 30, below: 60 },
  'over-60': { from: 60, below: null },
};

export const callStateWords = {
  active: 'Going on',
  'writing-up': 'Not finished',
  closed: 'Finished',
} as const;

/** The fields by which the log is filtered whose words are in a list of the helpline, with its name. There is none for a person. */
export const listOfField = {
  issue: 'issues',
  borough: 'boroughs',
  source: 'sources',
  outcome: 'outcomes',
  response: 'responses',
} as const satisfies Record<string, ListName>;
export type ListField = keyof typeof listOfField;
/** Whether the words of a field are in a list of the helpline; those of the others never change. */
export const isListField = (field: FilterField): field is ListField => Object.hasOwn(listOfField, field);
export type FilterField = ListField | 'length' | 'state';
const filterFields = [...Object.keys(listOfField), 'length', 'state'] as FilterField[];

/** Any of the words of one field, and all of the fields that have words. `from` and `to` are days such as 2026-11-21, both within. */
export type LogFilters = Record<ListField, string[]> & {
  length: LengthBand[];
  state: CallState[];
  from: string | null;
  to: string | null;
};

export const noFilters: LogFilters = {
  issue: [],
  borough: [],
  source: [],
  outcome: [],
  response: [],
  length: [],
  state: [],
  from: null,
  to: null,
};

/** Three views of the log: one's own calls, flagged ones, and all of the helpline without who and when. */
export const logViewWords = { mine: 'My calls', flagged: 'Flagged calls', all: 'All calls' } as const;
export type LogView = keyof typeof logViewWords;

/** Everybody may find their own calls, supervisors the flagged ones, managers all, without who took them and when. */
export function mayFind(viewer: Pick<Viewer, 'roles'>, view: LogView): boolean {
  return view === 'mine' || isA(viewer, view === 'all' ? 'manager' : 'supervisor');
}

/** What may be known of any call in a list: words from the lists of the record, and how long it was. */
export type CallStructure = Pick<Call, 'state'> &
  Pick<Call['record'], 'presentingIssues' | 'borough' | 'source' | 'outcomes' | 'responseNeeded'> & {
    /** Null for a call that has not ended. */
    length: LengthBand | null;
  };

/** A call as a manager finds it. `week` is the Monday of its week; `handle` opens its record with a reason, for an hour, for this person. */
export type WeekLine = CallStructure & { week: string; handle: string };
/** A flagged call as a supervisor finds it. */
export type FlaggedLine = CallStructure & Pick<Call, 'id' | 'startedAt' | 'endedAt'>;

/** `before` is what the next page is asked for with; null where there is none. */
export type WeeksPage = {
  lines: WeekLine[];
  more: boolean;
  before: string | null;
  /** Weeks within this page were left out, because too few calls or people were in them. */
  leftOut: boolean;
};
export type CallsPage<Line extends Call | FlaggedLine> = { lines: Line[]; more: boolean };

/** The calls, and the people who took calls, that a week needs for a manager to find its calls: with fewer, a line would tell whose it was. */
export const leastInWeek = { calls: 5, people: 2 } as const;

/** Minutes for which the handle of a line opens its record. */
export const handleMinutes = 60;

const dayMs = 86_400_000;

/** The day so many days after this one; before it, if negative. */
export const daysAfter = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + count * dayMs).toISOString().slice(0, 10);

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return daysAfter(day, -((weekday + 6) % 7));
}

/** The words of each list, as the helpline has them. */
export type WordsOfList = (list: ListName) => readonly ListWord[];

const isKnown = (field: FilterField, word: string, wordsOf: WordsOfList) => {
  if (isListField(field)) return wordsOf(listOfField[field]).some(({ slug }) => slug === word);
  return Object.hasOwn(field === 'length' ? lengthWords : callStateWords, word);
};

/**
 * The filters in the fields of an address, each a list with commas. `wrong` names the first field that is not understood; null if
 * all are. Fields of other names are not looked at.
 */
export function filtersIn(
  fields: Record<string, unknown>,
  wordsOf: WordsOfList,
): { filters: LogFilters; wrong: string | null } {
  const filters: Record<string, unknown> = { ...noFilters };
  let wrong: string | null = null;
  for (const field of ['from', 'to'] as const) {
    const day = fields[field];
    if (day === undefined || day === '') continue;
    if (typeof day === 'string' && isDay(day)) filters[field] = day;
    else wrong ??= field;
  }
  for (const field of filterFields) {
    const given = fields[field];
    if (given === undefined || given === '') continue;
    const words = typeof given === 'string' ? given.split(',') : [];
    const known = words.filter((word) => isKnown(field, word, wordsOf));
    filters[field] = [...new Set(known)];
    if (words.length === 0 || known.length < words.length) wrong ??= field;
  }
  const { from, to } = filters as LogFilters;
  if (from !== null && to !== null && from > to) wrong ??= 'to';
  return { filters: filters as LogFilters, wrong };
}

/** The same filters as fields of an address, without empty ones. */
export function fieldsOf(filters: LogFilters): Record<string, string> {
  const entries = Object.entries(filters).map(([field, value]) => [
    field,
    Array.isArray(value) ? value.join(',') : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value)) as Record<string, string>;
}

/** The band of a call's length; null if it has not ended. Both are ISO 8601. */
export function lengthBandOf({ startedAt, endedAt }: Pick<Call, 'startedAt' | 'endedAt'>): LengthBand | null {
  if (endedAt === null) return null;
  const minutes = Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)) / 60_000;
  const [band] = Object.entries(lengthBands).find(([, { below }]) => below === null || minutes < below)!;
  return band as LengthBand;
}
