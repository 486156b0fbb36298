import { assumptionKinds, type AssumptionKey } from '#shared/assumptions';
import { costCaution, costResultWords, howWords, ifLimit, ifWords, whyNot } from '#shared/cost-words';
import type { CostCopy } from '#shared/costs';
import { periodOf, periodWords } from '#shared/periods';
import { csvOf, fileHeaders } from '../call-log/export-files.ts';

const headings = ['What', 'From', 'To', 'How it comes about, or where it is from', 'Day of the source'];

/** A copy of costs as a file: the results, each *if* in its sentence, and what was assumed. */
export function fileOf({ period, sheet }: CostCopy) {
  const rows = [
    [costCaution, '', '', periodWords(periodOf(period)!), ''],
    ...sheet.lines.map((line) => [
      costResultWords[line.name],
      ...endsOf(line.range),
      line.range ? howWords(line.name, sheet) : whyNot(line),
      '',
    ]),
    ...sheet.ifs.map(({ name, range }) => [ifWords(name, range, sheet), ...endsOf(range), ifLimit, '']),
    ...sheet.assumptions.map(({ key, value, source, on }) => [
      assumptionKinds[key].words,
      ...endsOf(value),
      source,
      on,
    ]),
    ...sheet.without.map((key: AssumptionKey) => [
      assumptionKinds[key].words,
      '',
      '',
      'Nobody has said.',
      '',
    ]),
  ];
  return { headers: fileHeaders('csv', `costs-${period}`), parts: csvOf(rows, headings) };
}

const endsOf = (range: { low: number; high: number } | null) =>
  range ? [String(range.low), String(range.high)] : ['', ''];
