import { setImmediate as breathe } from 'node:timers/promises';
import { lengthWords, type CallStructure } from '#shared/call-log';
import type { ExportFormat } from '#shared/log-exports';
import {
  boroughWords,
  outcomeWords,
  presentingIssueWords,
  referralSourceWords,
  responseNeededWords,
} from '#shared/record-lists';

export type RowToExport = CallStructure & { week: string };

const columns: [heading: string, width: number, words: (row: RowToExport) => string][] = [
  ['Week from Monday', 18, ({ week }) => week],
  [
    'What it was about',
    40,
    (row) => row.presentingIssues.map((issue) => presentingIssueWords[issue]).join('; '),
  ],
  ['Borough', 14, ({ borough }) => (borough ? boroughWords[borough] : '')],
  ['How they found us', 24, ({ source }) => (source ? referralSourceWords[source] : '')],
  ['What was done', 40, (row) => row.outcomes.map((outcome) => outcomeWords[outcome]).join('; ')],
  ['Response needed', 32, (row) => (row.responseNeeded ? responseNeededWords[row.responseNeeded] : '')],
  ['Length', 20, ({ length }) => (length ? lengthWords[length] : '')],
];
const headings = columns.map(([heading]) => heading);
const cellsOf = (row: RowToExport) => columns.map(([, , words]) => words(row));

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
  return write([heads, ...cells], { columns: widths, stickyRowsCount: 1, sheet: 'Calls' }).toBuffer();
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** One row a call, in words, and the headers of the answer that holds it. */
export async function fileOf(format: ExportFormat, rows: RowToExport[], name: string) {
  const cells = rows.map(cellsOf);
  return {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
    },
    parts: format === 'csv' ? csvOf(cells) : [await xlsxOf(cells)],
  };
}
