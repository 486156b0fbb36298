import { sumOf, type Figure } from '#shared/figures';
import type { ReportFigures, ReportRow, ReportTable } from '#shared/reports';
import { largestFirst } from './figures-of.ts';

/** The report of a quarter from its months, or of a year from its quarters: the sum of what they show, row by row. `periods`: their keys. */
export function sumOfReports(parts: ReportFigures[], periods: string[]): ReportFigures {
  const counted = parts[0]!.tables.filter(({ name }) => name !== 'parts');
  const tables = counted.map(({ name }): ReportTable => {
    const same = parts.map(({ tables }) => tables.find((table) => table.name === name));
    const rows = new Map<string, { words: string | null; figures: Figure[] }>();
    for (const table of same)
      for (const { slug, words, figure } of table?.rows ?? [])
        rows.set(slug, { words, figures: [...(rows.get(slug)?.figures ?? []), figure] });
    return {
      name,
      whole: sumOf(same.map((table) => table?.whole ?? 'none')),
      rows: [...rows]
        .map(([slug, { words, figures }]): ReportRow => ({ slug, words, figure: sumOf(figures) }))
        .sort(largestFirst),
    };
  });
  const answered = sumOf(parts.map((part) => part.answered));
  const rows = periods.map((slug, at): ReportRow => ({ slug, words: null, figure: parts[at]!.answered }));
  return { answered, tables: [{ name: 'parts', whole: answered, rows }, ...tables], crossed: null };
}
