import fc from 'fast-check';
import { expect, test } from 'vitest';
import { starterLists } from '#shared/starter-lists';
import type { Figure } from '#shared/figures';
import type { ReportFigures } from '#shared/reports';
import type { Cell, Counts } from '#server/reports/count-queries';
import { crossedOf, figuresOf, type Counted } from '#server/reports/figures-of';
import { sumOfReports } from '#server/reports/sum-of';

type Call = { id: number; quarter: number; issues: string[]; borough: string; flagged: boolean };
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
const batch = fc.record({
  quarter: fc.nat({ max: 3 }),
  issues: fc.subarray(issues),
  borough: fc.constantFrom(...boroughs),
  flagged: fc.boolean(),
  count: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 })),
});
const callsOf = fc
  .array(batch, { minLength: 1, maxLength: 14 })
  .map((batches) =>
    batches
      .flatMap(({ count, ...call }) => Array.from({ length: count }, () => call))
      .map((call, id): Call => ({ id, ...call })),
  );

function countsBy(calls: Call[], slugsOf: (call: Call) => string[]): Counts {
  const counts: Counts = {};
  for (const call of calls) for (const slug of slugsOf(call)) counts[slug] = (counts[slug] ?? 0) + 1;
  return counts;
}
const issuesIn = ({ issues }: Call) => (issues.length > 0 ? issues : ['']);
const boroughIn = ({ borough }: Call) => [borough];

function counted(calls: Call[]): Counted {
  const none = {};
  return {
    answered: calls.length,
    one: { boroughs: countsBy(calls, boroughIn), sources: none, responses: none, length: none, times: none },
    any: { issues: countsBy(calls, issuesIn), outcomes: none, signposted: none },
    ...{ emergency: none, reached: none, hours: none },
    ...{ missed: 0, flagged: calls.filter((call) => call.flagged).length, reviews: 0, learnings: 0 },
    ...{ manual: 0, debriefs: 0 },
  };
}

function crossedIn(calls: Call[]): Record<string, Record<string, Cell>> {
  const crossed: Record<string, Record<string, Cell>> = {};
  for (const issue of issues)
    for (const borough of boroughs) {
      const some = calls.filter((call) => call.issues.includes(issue) && call.borough === borough);
      const cell = { count: some.length, quarters: new Set(some.map(({ quarter }) => quarter)).size };
      if (some.length > 0) (crossed[issue] ??= {})[borough] = cell;
    }
  return crossed;
}

/** What somebody who has the reports of four quarters and their year can read, each figure with the calls behind it. */
function outputsOf(calls: Call[]): Output[] {
  const of = (quarter: number) => calls.filter((call) => call.quarter === quarter);
  const parts = quarters.map((_, quarter) => figuresOf(counted(of(quarter)), starterLists));
  const year = sumOfReports(parts, quarters);
  const set = (some: Call[]) => new Set(some.map(({ id }) => id));
  const chosen: Record<string, (call: Call) => string[]> = {
    issues: issuesIn,
    boroughs: boroughIn,
    work: ({ flagged }) => (flagged ? ['flagged'] : []),
  };
  const read = (period: string, { answered, tables }: ReportFigures, within: (figure: Shows) => Call[]) => {
    const rows = tables.flatMap(({ name, rows }) => rows.map((row) => ({ name, ...row })));
    return [
      { figure: answered, period, of: {}, calls: set(within((one) => one.answered)) },
      ...rows
        .filter(({ name }) => name in chosen)
        .map(({ name, slug, figure }) => {
          const row: Shows = ({ tables }) =>
            tables.find((table) => table.name === name)?.rows.find((other) => other.slug === slug)?.figure;
          const some = within(row).filter((call) => chosen[name]!(call).includes(slug));
          return { figure, period, of: { [name]: slug }, calls: set(some) };
        }),
    ];
  };
  /** A sum counts the quarters in which its figure is shown, and no other. */
  const shownIn = (figure: Shows) =>
    calls.filter(({ quarter }) => typeof figure(parts[quarter]!) === 'number');
  const wholes = { answered: calls.length, boroughs: countsBy(calls, boroughIn) };
  const cells = crossedOf(crossedIn(calls), wholes, year, starterLists).flatMap(({ slug: issue, cells }) =>
    cells.map(({ slug, figure }) => {
      const some = calls.filter((call) => call.issues.includes(issue) && call.borough === slug);
      return { figure, period: 'year', of: { issues: issue, boroughs: slug }, calls: set(some) };
    }),
  );
  return [
    ...parts.flatMap((part, quarter) => read(quarters[quarter]!, part, () => of(quarter))),
    ...read('year', year, shownIn),
    ...cells,
  ];
}

/** Whether everybody knows that the calls of one are among those of the other: rows of different tables can be so by chance alone. */
const isPartOf = (part: Output, whole: Output) =>
  part !== whole &&
  (part.period === whole.period || whole.period === 'year') &&
  Object.entries(whole.of).every(([table, slug]) => part.of[table] === slug);
const isWithin = (one: ReadonlySet<number>, other: ReadonlySet<number>) =>
  one.size <= other.size && [...one].every((id) => other.has(id));

test('of two figures that can be had, one of calls that are among the other’s, the rest is nothing or at least eight', () => {
  let compared = 0;
  fc.assert(
    fc.property(callsOf, (calls) => {
      const outputs = outputsOf(calls).filter(({ figure }) => typeof figure !== 'string');
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
