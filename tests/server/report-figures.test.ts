import fc from 'fast-check';
import { expect, test } from 'vitest';
import { starterLists } from '#shared/starter-lists';
import type { Figure } from '#shared/figures';
import { partsOf, periodOf } from '#shared/periods';
import type { ReportFigures, TableName } from '#shared/reports';
import type { Cell, Counts } from '#server/reports/count-queries';
import { crossedOf, figuresOf, type Counted } from '#server/reports/figures-of';
import { sumOfReports } from '#server/reports/sum-of';

type Call = { id: number; month: number; issues: string[]; borough: string; flagged: boolean };
/** A call back that was promised or a debrief that was asked for, and the row in which it is counted. */
type Other = { id: number; month: number; table: 'callBacks' | 'seen'; slug: string };
/** A figure that somebody can get, what it is of, and the calls that it counts. */
type Output = {
  figure: Figure;
  period: string;
  of: Record<string, string>;
  calls: ReadonlySet<number>;
};
type Shows = (one: ReportFigures) => Figure | undefined;

const quarters = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'];
const [issues, boroughs] = [
  ['housing', 'debt', 'anxiety'],
  ['lambeth', 'southwark', ''],
];
const count = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 }));
const month = fc.nat({ max: 11 });
const quarterOf = ({ month }: { month: number }) => Math.floor(month / 3);
const batch = fc.record({
  month,
  issues: fc.subarray(issues),
  borough: fc.constantFrom(...boroughs),
  flagged: fc.boolean(),
  count,
});
const other = fc.oneof(
  fc.record({ table: fc.constant('callBacks'), slug: fc.constantFrom('in-time', 'later'), month, count }),
  fc.record({ table: fc.constant('seen'), slug: fc.constantFrom('hour', 'later', ''), month, count }),
);
/** Each batch as so many of the same, with ids from `first` on. */
const each = <One extends { count: number }>(batches: One[], first: number) =>
  batches
    .flatMap(({ count, ...one }) => Array.from({ length: count }, () => one))
    .map((one, at) => ({ id: first + at, ...one }));
const callsOf = fc.array(batch, { minLength: 1, maxLength: 14 }).map((batches): Call[] => each(batches, 0));
const othersOf = fc.array(other, { maxLength: 10 }).map((batches) => each(batches, 10_000) as Other[]);

function countsBy<One>(ones: One[], slugsOf: (one: One) => string[]): Counts {
  const counts: Counts = {};
  for (const one of ones) for (const slug of slugsOf(one)) counts[slug] = (counts[slug] ?? 0) + 1;
  return counts;
}
const issuesIn = ({ issues }: Call) => (issues.length > 0 ? issues : ['']);
const boroughIn = ({ borough }: Call) => [borough];

/** The months of a quarter, by their keys. */
const monthsOf = (quarter: number) => partsOf(periodOf(quarters[quarter]!)!);
const monthIn = ({ month }: { month: number }) => monthsOf(Math.floor(month / 3))[month % 3]!;

function counted(calls: Call[], others: Other[], quarter: number): Counted {
  const none = {};
  const of = (table: Other['table']) =>
    countsBy(
      others.filter((one) => one.table === table),
      ({ slug }) => [slug],
    );
  const empty = Object.fromEntries(monthsOf(quarter).map((key) => [key, 0]));
  return {
    answered: calls.length,
    parts: { ...empty, ...countsBy(calls, (call) => [monthIn(call)]) },
    one: { boroughs: countsBy(calls, boroughIn), sources: none, responses: none, length: none, times: none },
    any: { issues: countsBy(calls, issuesIn), outcomes: none, signposted: none },
    ...{ emergency: none, reached: none, hours: none },
    monthly: { callBacks: of('callBacks'), seen: of('seen') },
    ...{ missed: 0, flagged: calls.filter((call) => call.flagged).length, reviews: 0, learnings: 0 },
    ...{
      manual: 0,
      meetings: 0,
      series: 0,
      courses: 0,
      debriefs: others.filter(({ table }) => table === 'seen').length,
    },
  };
}

function crossedIn(calls: Call[]): Record<string, Record<string, Cell>> {
  const crossed: Record<string, Record<string, Cell>> = {};
  for (const issue of issues)
    for (const borough of boroughs) {
      const some = calls.filter((call) => call.issues.includes(issue) && call.borough === borough);
      const cell = { count: some.length, quarters: new Set(some.map(quarterOf)).size };
      if (some.length > 0) (crossed[issue] ??= {})[borough] = cell;
    }
  return crossed;
}

/** What somebody who has the reports of four quarters and their year can read, each figure with the calls behind it. */
function outputsOf(calls: Call[], others: Other[]): Output[] {
  const within = <One extends { month: number }>(ones: One[], quarter: number) =>
    ones.filter((one) => quarterOf(one) === quarter);
  const parts = quarters.map((_, quarter) =>
    figuresOf(counted(within(calls, quarter), within(others, quarter), quarter), starterLists),
  );
  const year = sumOfReports(parts, quarters);
  /** A sum counts the quarters in which its figure is shown, and no other. */
  const inSum = (figure: Shows) => (one: { month: number }) =>
    typeof figure(parts[quarterOf(one)]!) === 'number';
  const wholes = { answered: calls.length, boroughs: countsBy(calls, boroughIn) };
  const cells = crossedOf(crossedIn(calls), wholes, year, starterLists).flatMap(({ slug: issue, cells }) =>
    cells.map(({ slug, figure }) => {
      const some = calls.filter((call) => call.issues.includes(issue) && call.borough === slug);
      return { figure, period: 'year', of: { issues: issue, boroughs: slug }, calls: idsOf(some) };
    }),
  );
  const of = (quarter: number) => () => (one: { month: number }) => quarterOf(one) === quarter;
  return [
    ...parts.flatMap((part, quarter) => read(quarters[quarter]!, part, { calls, others }, of(quarter))),
    ...read('year', year, { calls, others }, inSum),
    ...cells,
  ];
}

const idsOf = (some: { id: number }[]) => new Set(some.map(({ id }) => id));

/** The figures of one report. `within`: which of all are counted in a figure that is had like this. */
function read(
  period: string,
  { answered, tables }: ReportFigures,
  { calls, others }: { calls: Call[]; others: Other[] },
  within: (figure: Shows) => (one: { month: number }) => boolean,
): Output[] {
  const chosen: Partial<Record<TableName, (call: Call) => string[]>> = {
    issues: issuesIn,
    boroughs: boroughIn,
    work: ({ flagged }) => (flagged ? ['flagged'] : []),
  };
  const tableOf = (name: TableName) => (one: ReportFigures) =>
    one.tables.find((table) => table.name === name);
  return tables
    .flatMap(({ name, whole, rows }): Output[] => {
      const row =
        (slug: string): Shows =>
        (one) =>
          tableOf(name)(one)?.rows.find((other) => other.slug === slug)?.figure;
      if (name === 'parts' || name === 'months')
        return rows.map(({ slug, figure }) => {
          const some = calls.filter((call) => monthIn(call) === slug || quarters[quarterOf(call)] === slug);
          return { figure, period: slug, of: {}, calls: idsOf(some) };
        });
      if (name === 'callBacks' || name === 'seen') {
        const all = others.filter(({ table }) => table === name);
        const wholes = all.filter(within((one) => tableOf(name)(one)?.whole));
        return [
          { figure: whole, period, of: { of: name }, calls: idsOf(wholes) },
          ...rows.map(({ slug, figure }) => {
            const some = all.filter((one) => one.slug === slug).filter(within(row(slug)));
            return { figure, period, of: { of: name, [name]: slug }, calls: idsOf(some) };
          }),
        ];
      }
      return rows.flatMap(({ slug, figure }): Output[] => {
        if (!(name in chosen) || (name === 'work' && slug === 'debriefs')) return [];
        const some = calls.filter(within(row(slug))).filter((call) => chosen[name]!(call).includes(slug));
        return [{ figure, period, of: { [name]: slug }, calls: idsOf(some) }];
      });
    })
    .concat({ figure: answered, period, of: {}, calls: idsOf(calls.filter(within((one) => one.answered))) });
}

/** Whether everybody knows that the calls of one are among those of the other: rows of different tables can be so by chance alone. */
const isPartOf = (part: Output, whole: Output) =>
  part !== whole &&
  (part.period === whole.period ||
    whole.period === 'year' ||
    partsOf(periodOf(whole.period)!).includes(part.period)) &&
  Object.entries(whole.of).every(([table, slug]) => part.of[table] === slug);
const isWithin = (one: ReadonlySet<number>, other: ReadonlySet<number>) =>
  one.size <= other.size && [...one].every((id) => other.has(id));

test('of two figures that can be had, one of calls that are among the other’s, the rest is nothing or at least eight', () => {
  let compared = 0;
  fc.assert(
    fc.property(callsOf, othersOf, (calls, others) => {
      const outputs = outputsOf(calls, others).filter(({ figure }) => typeof figure !== 'string');
      for (const { calls: counted } of outputs) expect(counted.size).toBeGreaterThanOrEqual(8);
      for (const part of outputs)
        for (const whole of outputs.filter((one) => isPartOf(part, one) && isWithin(part.calls, one.calls))) {
          const rest = whole.calls.size - part.calls.size;
          compared += 1;
          expect(rest === 0 || rest >= 8, JSON.stringify([part.of, whole.of, whole.period, rest])).toBe(true);
        }
    }),
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(1_000);
});
