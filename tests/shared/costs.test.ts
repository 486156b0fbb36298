import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumptionKeys, inForce, type Assumed, type AssumptionKey } from '#shared/assumptions';
import { assumptionShape, costCopyShape } from '#shared/cost-commands';
import { costCaution, howWords, ifWords, poundWords, whyNot } from '#shared/cost-words';
import { costsOf, hoursOf, type CostResult } from '#shared/costs';
import type { Figure } from '#shared/figures';
import { periodOf } from '#shared/periods';
import type { ReportFigures } from '#shared/reports';
import * as v from 'valibot';

const id = '0190a000-0000-7000-8000-000000000000';
const assume = (values: Partial<Record<AssumptionKey, [number, number]>>): Assumed =>
  inForce(
    Object.entries(values).map(([key, [low, high]]) => ({
      ...{ id, key: key as AssumptionKey, value: { low, high }, source: 'Payroll', on: '2026-10-01' },
    })),
  );
const figuresWith = (
  answered: Figure,
  hours: Partial<Record<'two' | 'one' | 'nobody', Figure>>,
  whole: Figure = 'none',
) => {
  const rows = Object.entries(hours).map(([slug, figure]) => ({ slug, words: null, figure }));
  return { answered, tables: [{ name: 'hours', whole, rows }], crossed: null } satisfies ReportFigures;
};
const quarter = periodOf('2026-Q3')!;
const lineOf = (sheet: ReturnType<typeof costsOf>, name: CostResult) =>
  sheet.lines.find((line) => line.name === name)!;

describe('the arithmetic of costs', () => {
  const figures = figuresWith(200, { two: 180, one: 20 }, 200);
  const sheet = costsOf(
    quarter,
    figures,
    assume({ pay: [12, 15], oncosts: [20, 30], management: [2_000, 2_500], software: [100, 100] }),
  );

  test('goes from low to high, two people counting twice', () => {
    expect(sheet.hours).toEqual({ open: { low: 200, high: 200 }, worked: { low: 380, high: 380 } });
    // 380 × 12 × 1.2 + 3 × 2100 = 11 772; 380 × 15 × 1.3 + 3 × 2600 = 15 210
    expect(lineOf(sheet, 'period').range).toEqual({ low: 11_700, high: 15_300 });
    expect(lineOf(sheet, 'hour').range).toEqual({ low: 58, high: 77 });
    expect(lineOf(sheet, 'call').range).toEqual({ low: 58, high: 77 });
    expect(howWords('period', sheet)).toBe(
      '380 hours of supporters (those with two count twice) at £12 to £15, and 20 to 30 on top of each £100; and 3 months of everything else.',
    );
  });

  test('says what it still needs, and what is not in it', () => {
    expect(whyNot(lineOf(sheet, 'meeting'))).toContain('Hours that a meeting takes');
    expect(sheet.without).toEqual(['supervision', 'training', 'kit', 'rest']);
    const empty = costsOf(quarter, figures, {});
    expect(empty.lines.every(({ range }) => range === null)).toBe(true);
    expect(whyNot(lineOf(empty, 'period'))).toBe('Needs: Pay of one supporter for an hour.');
  });

  test('divides by nothing below 40, and by nothing that is not shown', () => {
    for (const answered of ['few', 'kept-back', 35, { atLeast: 100 }] as Figure[]) {
      const few = costsOf(
        quarter,
        figuresWith(answered, { two: 180 }, 180),
        assume({ pay: [12, 15], emergencyVisits: [2, 6], emergencyVisitCost: [100, 200] }),
      );
      expect(lineOf(few, 'call')).toMatchObject({ range: null, hidden: true });
      expect(lineOf(few, 'hour').range).not.toBeNull();
      expect(few.ifs).toEqual([]);
    }
  });

  test('an if is a sentence with both ends of both', () => {
    const assumed = assume({ emergencyVisits: [2, 6], emergencyVisitCost: [150, 300.5] });
    const sheet = costsOf(quarter, figures, assumed);
    expect(sheet.ifs).toEqual([{ name: 'emergencyVisits', range: { low: 600, high: 3_610 } }]);
    expect(ifWords('emergencyVisits', sheet.ifs[0]!.range, sheet)).toBe(
      'If 2 to 6 of 100 calls would otherwise have become a visit to A&E, and one costs £150 to £300.50, then for 200 calls that is £600 to £3,610.',
    );
  });
});

test('hours that a report shows in part are a range; where it leaves them open, there are none', () => {
  const of = (two: Figure, one: Figure, nobody: Figure, openWhole: Figure) =>
    hoursOf({ answered: 'none', two, one, nobody, openWhole });
  expect(of(180, 'few', 'none', 185)).toEqual({
    open: { low: 181, high: 185 },
    worked: { low: 361, high: 365 },
  });
  expect(of({ atLeast: 180 }, 'kept-back', 'few', 220)).toEqual({
    open: { low: 188, high: 219 },
    worked: { low: 368, high: 438 },
  });
  expect(of({ atLeast: 180 }, 'none', 'none', { atLeast: 180 })).toBeNull();
  expect(of('none', 'none', 'few', 'few')).toBeNull();
});

test('every result is a range whose low end is not above its high end, and follows from what is shown alone', () => {
  const figure = fc.oneof(
    fc.constantFrom<Figure>('none', 'few', 'kept-back'),
    fc.integer({ min: 2, max: 400 }).map((n) => n * 5),
    fc.integer({ min: 2, max: 400 }).map((n) => ({ atLeast: n * 5 })),
  );
  const range = fc
    .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 10 }))
    .map(([low, more]): [number, number] => [low, low + more]);
  const values = fc.dictionary(fc.constantFrom(...assumptionKeys), range);
  fc.assert(
    fc.property(figure, figure, figure, figure, values, (answered, two, one, whole, assumed) => {
      const sheet = costsOf(quarter, figuresWith(answered, { two, one }, whole), assume(assumed));
      for (const { range } of [...sheet.lines, ...sheet.ifs])
        if (range) expect(range.low).toBeLessThanOrEqual(range.high);
      expect(costsOf(quarter, figuresWith(answered, { two, one }, whole), assume(assumed))).toEqual(sheet);
    }),
  );
});

test('an assumption is two numbers in order, of which there can be', () => {
  const wish = {
    assumptionId: id,
    key: 'pay',
    value: { low: 12.5, high: 14 },
    source: 'Payroll',
    on: '2026-10-01',
    basedOn: null,
  };
  expect(v.is(assumptionShape, wish)).toBe(true);
  expect(v.is(assumptionShape, { ...wish, value: null })).toBe(true);
  for (const value of [
    { low: 14, high: 12 },
    { low: -1, high: 2 },
    { low: 1.234, high: 2 },
    { low: 1, high: 1e9 },
    { low: 1, high: Number.NaN },
  ])
    expect(v.is(assumptionShape, { ...wish, value }), JSON.stringify(value)).toBe(false);
  expect(v.is(assumptionShape, { ...wish, key: 'oncosts', value: { low: 20, high: 101 } })).toBe(false);
  for (const wrong of [{ key: 'ana' }, { source: ' ' }, { on: '2026-02-30' }, { basedOn: 'x' }])
    expect(v.is(assumptionShape, { ...wish, ...wrong })).toBe(false);
  expect(v.is(costCopyShape, { costId: id, period: '2026-Q3', more: 1 })).toBe(false);
});

test('pounds are read as pounds, and the caution says what this is', () => {
  expect([1_230, 12.5, 0].map(poundWords)).toEqual(['£1,230', '£12.50', '£0']);
  expect(costCaution).toBe('This is arithmetic on assumptions. It proves nothing about anyone.');
});
