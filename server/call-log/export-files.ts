import { setImmediate as breathe } from 'node:timers/promises';
import { lengthWords, type CallStructure } from '#shared/call-log';
import type { ExportFormat } from '#shared/log-exports';
import type { ListName, ListWord } from '#shared/lists';

export type RowToExport = CallStructure & { week: string };
/** The lists of the helpline, by their names. */
export type Lists = Record<ListName, ListWord[]>;
type WordOf = (list: ListName, slug: string | null) => string;

const columns: [heading: string, width: number, words: (row: RowToExport, wordOf: WordOf) => string][] = [
  ['Week from Monday', 18, ({ week }) => week],
  [
    'What it was about',
    40,
    (row, wordOf) => row.presentingIssues.map((issue) => wordOf('issues', issue)).join('; '),
  ],
  ['Borough', 14, ({ borough }, wordOf) => wordOf('boroughs', borough)],
  ['How they found us', 24, ({ source }, wordOf) => wordOf('sources', source)],
  [
    'What was done',
    40,
    (row, wordOf) => row.outcomes.map((outcome) => wordOf('outcomes', outcome)).join('; '),
  ],
  ['Response needed', 32, ({ responseNeeded }, wordOf) => wordOf('responses', responseNeeded)],
  ['Length', 20, ({ length }) => (length ? lengthWords[length] : '')],
];
const headings = columns.map(([heading]) => heading);

/** Looks words up by their slugs, of which a year of calls holds many. A slug that the list has lost stands for itself. */
function wordsBySlug(lists: Lists): WordOf {
  const entries = Object.entries(lists).map(
    ([list, words]) => [list, new Map(words.map((word) => [word.slug, word.words]))] as const,
  );
  const found = Object.fromEntries(entries) as Record<ListName, Map<string, string>>;
  return (list, slug) => (slug === null ? '' : (found[list].get(slug) ?? slug));
}

/** Rows between which other work gets its turn. */
const atOnce = 1_000;

/** UTF-8 with a byte order mark, as Excel needs it; a cell that a program would take for a formula begins with an apostrophe. */
export async function* csvOf(rows: string[][], top: string[] = headings): AsyncGenerator<string> {
  const { stringify } = await import('csv-stringify/sync');
  const safe = { escape_formulas: true, record_delimiter: 'windows' };
  yield stringify([top], { ...safe, bom: true });
  for (let from = 0; from < rows.length; from += atOnce) {
    yield stringify(rows.slice(from, from + atOnce), safe);
    await breathe();
  }
}

/** Every cell is text, so none is a formula. */
export async function xlsxOf(rows: string[][], top: string[] = headings): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node');
  const cells = rows.map((row) => row.map((value) => ({ value, type: String })));
  const heads = top.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const widths = columns.map(([, width]) => ({ width }));
  return write([heads, ...cells], { columns: widths, stickyRowsCount: 1, sheet: 'Figures' }).toBuffer();
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** `name`: of the file, without its ending. */
export const fileHeaders = (format: ExportFormat, name: string) => ({
  'content-type': types[format],
  'content-disposition': `attachment; filename="${name}.${format}"`,
});

/** One row a call, in words, and the headers of the answer that holds it. */
export async function fileOf(format: ExportFormat, rows: RowToExport[], lists: Lists, name: string) {
  const wordOf = wordsBySlug(lists);
  const cells = rows.map((row) => columns.map(([, , words]) => words(row, wordOf)));
  return {
    headers: fileHeaders(format, name),
    parts: format === 'csv' ? csvOf(cells) : [await xlsxOf(cells)],
  };
}
