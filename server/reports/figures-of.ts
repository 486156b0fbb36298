import { shown, shownAmong, shownParts, type Figure } from '#shared/figures';
import type { ListName, ListWord } from '#shared/lists';
import type { CrossedRow, ReportFigures, ReportRow, ReportTable, TableName } from '#shared/reports';
import type { Cell, Counts } from './count-queries.ts';

/** The true numbers of a period. They are not stored, and there is no route to them. */
export type Counted = {
  answered: number;
  /** By month, in order; null where the period has no parts. */
  parts: Counts | null;
  /** Each call in one row. */
  one: Record<'sources' | 'boroughs' | 'responses' | 'length' | 'times', Counts>;
  /** Each call in any number of rows. */
  any: Record<'issues' | 'outcomes' | 'signposted', Counts>;
  emergency: Counts;
  reached: Counts;
  hours: Counts;
  /** What is counted when it is settled, or from which month on it is. */
  monthly: { callBacks: Counts; seen: Counts } | { keptFrom: string };
  missed: number;
  flagged: number;
  reviews: number;
  learnings: number;
  manual: number;
  debriefs: number;
  meetings: number;
  series: number;
  courses: number;
};
/** The lists of the helpline, by their names. */
export type Lists = Record<ListName, ListWord[]>;

const listOfTable: Partial<Record<TableName, ListName>> = {
  issues: 'issues',
  sources: 'sources',
  boroughs: 'boroughs',
  outcomes: 'outcomes',
  responses: 'responses',
};

/** What is shown of the numbers. Every part is rounded with what it is a part of in view. */
export function figuresOf(counted: Counted, lists: Lists): ReportFigures {
  const { answered, one, any } = counted;
  const among = (counts: Counts) =>
    Object.fromEntries(Object.entries(counts).map(([slug, count]) => [slug, shownAmong(count, answered)]));
  const table = (name: TableName, whole: Figure, figures: Record<string, Figure>): ReportTable => ({
    name,
    whole,
    rows: rowsOf(figures, wordsIn(lists, listOfTable[name])),
  });
  const whole = shown(answered);
  const emergencies = shownAmong(total(counted.emergency), answered);
  return {
    answered: whole,
    tables: [
      ...(counted.parts ? [partsTable(whole, counted.parts)] : []),
      table('issues', whole, among(any.issues)),
      ...(['sources', 'boroughs'] as const).map((name) => table(name, whole, shownParts(one[name]))),
      table('outcomes', whole, among(any.outcomes)),
      table('responses', whole, shownParts(one.responses)),
      table('signposted', whole, among(any.signposted)),
      ...(['length', 'times'] as const).map((name) => table(name, whole, shownParts(one[name]))),
      table('emergency', emergencies, partsWithin(emergencies, counted.emergency)),
      table('reached', emergencies, partsWithin(emergencies, counted.reached)),
      table('hours', shown(total(counted.hours)), shownParts(counted.hours)),
      ...monthlyTables(counted),
      table('work', whole, workOf(counted)),
    ],
    crossed: null,
  };
}

/** In order of time, and with those that are none. */
const partsTable = (whole: Figure, parts: Counts): ReportTable => {
  const figures = shownParts(parts);
  return {
    name: 'parts',
    whole,
    rows: Object.keys(parts).map((slug) => ({ slug, words: null, figure: figures[slug]! })),
  };
};

/** Debriefs are parts of those that were asked for, which are shown too. */
function monthlyTables({ monthly, debriefs }: Counted): ReportTable[] {
  if ('keptFrom' in monthly)
    return (['callBacks', 'seen'] as const).map((name) => ({ name, whole: 'none', rows: [], ...monthly }));
  const { callBacks, seen } = monthly;
  const rows = (counts: Counts) => rowsOf(shownParts(counts), new Map());
  return [
    { name: 'callBacks', whole: shown(total(callBacks)), rows: rows(callBacks) },
    { name: 'seen', whole: shown(debriefs), rows: rows(seen) },
  ];
}

/**
 * What calls were about, by borough, over a year of which `year` is shown. Only for issues and boroughs that are whole in it, and for
 * calls of two quarters at least: otherwise a cell could be taken from what one quarter shows.
 */
export function crossedOf(
  crossed: Record<string, Record<string, Cell>>,
  wholes: { answered: number; boroughs: Counts },
  year: ReportFigures,
  lists: Lists,
): CrossedRow[] {
  const isWhole = (name: TableName, slug: string) => typeof figureIn(year, name, slug) === 'number';
  const isSafe = ({ count, quarters }: Cell, borough: string) =>
    quarters > 1 &&
    isWhole('boroughs', borough) &&
    [wholes.boroughs[borough]!, wholes.answered].every((whole) => shownAmong(count, whole) !== 'kept-back');
  return Object.entries(crossed)
    .filter(([issue]) => isWhole('issues', issue))
    .map(([issue, cells]) => {
      const parts = Object.entries(shownParts(countsOf(cells))).map(([borough, figure]) => [
        borough,
        typeof figure === 'number' && !isSafe(cells[borough]!, borough) ? 'kept-back' : figure,
      ]);
      const figures = Object.fromEntries(parts) as Record<string, Figure>;
      const words = wordsIn(lists, 'issues').get(issue) ?? issue;
      return { slug: issue, words, cells: rowsOf(figures, wordsIn(lists, 'boroughs')) };
    });
}

const countsOf = (cells: Record<string, Cell>): Counts =>
  Object.fromEntries(Object.entries(cells).map(([slug, { count }]) => [slug, count]));
const figureIn = ({ tables }: ReportFigures, name: TableName, slug: string) =>
  tables.find((table) => table.name === name)?.rows.find((row) => row.slug === slug)?.figure;

/** Parts of a whole that is not shown are not shown either. */
function partsWithin(whole: Figure, counts: Counts): Record<string, Figure> {
  const parts = shownParts(counts);
  if (typeof whole === 'number') return parts;
  return Object.fromEntries(
    Object.entries(parts).map(([slug, figure]) => [slug, typeof figure === 'number' ? whole : figure]),
  );
}

const workOf = ({ answered, reviews, ...counted }: Counted) => ({
  missed: shown(counted.missed),
  flagged: shownAmong(counted.flagged, answered),
  reviews: shown(reviews),
  learnings: shownAmong(counted.learnings, reviews),
  manual: shown(counted.manual),
  debriefs: shown(counted.debriefs),
  meetings: shown(counted.meetings),
  series: shown(counted.series),
  courses: shown(counted.courses),
});

const rowsOf = (figures: Record<string, Figure>, words: Map<string, string>): ReportRow[] =>
  Object.entries(figures)
    .filter(([, figure]) => figure !== 'none')
    .map(([slug, figure]) => ({ slug, words: words.get(slug) ?? null, figure }))
    .sort(largestFirst);

/** The order of rows says no more than their figures do: what is not shown comes last, by its slug. */
export const largestFirst = (one: ReportRow, other: ReportRow): number =>
  sizeOf(other.figure) - sizeOf(one.figure) || one.slug.localeCompare(other.slug);

const sizeOf = (figure: Figure): number => {
  if (typeof figure === 'object') return figure.atLeast;
  return typeof figure === 'number' ? figure : figure === 'kept-back' ? -1 : -2;
};

const wordsIn = (lists: Lists, name: ListName | undefined) =>
  new Map(name ? lists[name].map(({ slug, words }) => [slug, words]) : []);
const total = (counts: Counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);
