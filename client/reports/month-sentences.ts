import { nameOfMonth, partsOf, periodOf } from '#shared/periods';
import type { Figure } from '#shared/figures';
import type { ReportTable } from '#shared/reports';
import { listed } from '../ui/number-words.ts';

/** `figure`: null where no report showed the month by itself. */
export type MonthShown = { slug: string; figure: Figure | null };

/** The twelve months of a year in order, also those that no quarter shows by itself. */
export function twelveMonths({ rows }: ReportTable): MonthShown[] {
  const year = periodOf(rows[0]!.slug.slice(0, 4))!;
  return partsOf(year)
    .flatMap((quarter) => partsOf(periodOf(quarter)!))
    .map((slug) => ({ slug, figure: rows.find((row) => row.slug === slug)?.figure ?? null }));
}

/** Most and fewest in words. Where a month is below what is shown as a number, it is named in place of the fewest. */
export function monthsInWords(months: MonthShown[]): string {
  const named = (figure: Figure | null) =>
    listed(months.filter((month) => month.figure === figure).map(({ slug }) => nameOfMonth(slug)));
  const numbers = months.flatMap(({ figure }) => (typeof figure === 'number' ? figure : []));
  const [most, fewest] = [Math.max(...numbers), Math.min(...numbers)];
  const [none, few] = [named('none'), named('few')];
  const sentences = [
    ...(numbers.length > 0 ? [`Most in ${named(most)}: about ${most}.`] : []),
    ...(fewest < most && !none && !few ? [`Fewest in ${named(fewest)}: about ${fewest}.`] : []),
    ...(few ? [`Fewer than 8 in ${few}.`] : []),
    ...(none ? [`None in ${none}.`] : []),
  ];
  return sentences.join(' ');
}
