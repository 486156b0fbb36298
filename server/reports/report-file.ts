import { shareOf } from '#shared/figures';
import type { ExportFormat } from '#shared/log-exports';
import { figureWords, notKeptWords, rowWords, tableWords } from '#shared/report-words';
import type { Report } from '#shared/reports';
import { csvOf, fileHeaders, xlsxOf } from '../call-log/export-files.ts';

const headings = ['Table', 'Row', 'How many', 'Of a hundred'];

/** A report as a file: one row for each figure, in the words of the page, and the headers of the answer that holds it. */
export async function fileOf(format: ExportFormat, { period, figures }: Report) {
  const rows = [
    ['Calls answered', '', figureWords(figures.answered), ''],
    ...figures.tables.flatMap(({ name, whole, rows, keptFrom }) => [
      ...rows.map((row) => {
        const share = name === 'work' ? null : shareOf(row.figure, whole);
        return [
          tableWords[name],
          rowWords(name, row),
          figureWords(row.figure),
          share === null ? '' : String(share),
        ];
      }),
      ...(keptFrom === undefined ? [] : [[tableWords[name], '', notKeptWords(keptFrom), '']]),
    ]),
    ...(figures.crossed ?? []).flatMap(({ words, cells }) =>
      cells.map((cell) => [
        `What calls were about, by borough: ${words}`,
        rowWords('boroughs', cell),
        figureWords(cell.figure),
        '',
      ]),
    ),
  ];
  return {
    headers: fileHeaders(format, `report-${period}`),
    parts: format === 'csv' ? csvOf(rows, headings) : [await xlsxOf(rows, headings)],
  };
}
