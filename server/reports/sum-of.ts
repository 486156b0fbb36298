import { sumOf, type Figure } from '#shared/figures';
import { daysAfter } from '#shared/call-log';
import { keyAt, periodOf } from '#shared/periods';
import { tableNames, type ReportFigures, type ReportRow, type ReportTable } from '#shared/reports';
import { slugsOf } from '#shared/slugs';
import { largestFirst } from './figures-of.ts';

/** The report of a quarter from its months, or of a year from its quarters: the sum of what they show, row by row. `periods`: their keys. */
export function sumOfReports(parts: ReportFigures[], periods: string[]): ReportFigures {
  const tableIn = (name: ReportTable['name']) =>
    parts.map(({ tables }) => tables.find((table) => table.name === name));
  const summed = slugsOf(tableNames).flatMap((name) => {
    const same = tableIn(name);
    return name === 'parts' || same.every((table) => !table) ? [] : [sumOfTables(name, same, periods)];
  });
  const answered = sumOf(parts.map((part) => part.answered));
  const rows = periods.map((slug, at): ReportRow => ({ slug, words: null, figure: parts[at]!.answered }));
  const months = tableIn('parts').flatMap((table) => table?.rows ?? []);
  return {
    answered,
    tables: [
      { name: 'parts', whole: answered, rows },
      ...(months.length > 0 ? [{ name: 'months' as const, whole: answered, rows: months }] : []),
      ...summed,
    ],
    crossed: null,
  };
}

function sumOfTables(
  name: ReportTable['name'],
  same: (ReportTable | undefined)[],
  periods: string[],
): ReportTable {
  const rows = new Map<string, { words: string | null; figures: Figure[] }>();
  for (const table of same)
    for (const { slug, words, figure } of table?.rows ?? [])
      rows.set(slug, { words, figures: [...(rows.get(slug)?.figures ?? []), figure] });
  const keptFrom = same
    .flatMap((table, at) => (table ? (table.keptFrom ?? []) : monthAfter(periods[at]!)))
    .sort()
    .at(-1);
  return {
    name,
    whole: sumOf(same.map((table) => table?.whole ?? 'none')),
    rows: [...rows]
      .map(([slug, { words, figures }]): ReportRow => ({ slug, words, figure: sumOf(figures) }))
      .sort(largestFirst),
    ...(keptFrom === undefined ? {} : { keptFrom }),
  };
}

/** The month after a part whose report was made before a table was counted. */
const monthAfter = (period: string): string => keyAt('month', daysAfter(periodOf(period)!.to, 1));
