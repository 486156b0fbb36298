import {
  ifs,
  monthly,
  type Assumed,
  type Assumption,
  type AssumptionKey,
  type AssumptionLine,
} from './assumptions.ts';
import type { IfKey, Range } from './assumptions.ts';
import { fewest, type Figure } from './figures.ts';
import { monthsIn, type Period } from './periods.ts';
import type { ReportFigures } from './reports.ts';
import { isA, type Viewer } from './viewer.ts';

/** Nothing is divided by a count below this: of so few, what is rounded would be too large a part. */
export const leastToDivideBy = 40;

/** What a report shows of a period, and all that the arithmetic knows of it. */
export type CostCounts = { answered: Figure; openWhole: Figure; two: Figure; one: Figure; nobody: Figure };
/** Hours open, and hours of supporters within them: twice those with two, once those with one. */
export type CostHours = { open: Range; worked: Range };

export type CostResult = 'period' | 'hour' | 'call' | 'meeting';
/** `needs`: assumptions without which it cannot be worked out. `hidden`: what it needs of the report is not shown, or too small. */
export type CostLine = { name: CostResult; range: Range | null; needs: AssumptionKey[]; hidden: boolean };
export type IfLine = { name: IfKey; range: Range };
/** What was worked out for a period. `without`: monthly costs that nobody has said yet. */
export type CostSheet = {
  period: string;
  counts: CostCounts;
  hours: CostHours | null;
  lines: CostLine[];
  ifs: IfLine[];
  without: AssumptionKey[];
  assumptions: (Assumption & { value: Range })[];
};
export type CostCopyLine = {
  id: string;
  period: string;
  madeAt: string;
  by: { id: string; firstName: string };
};
export type CostCopy = CostCopyLine & { sheet: CostSheet };
/** `sheet` is null until there is a report. `assumptions` holds every one that was set, the newest first. */
export type CostsPage = {
  periods: string[];
  sheet: CostSheet | null;
  assumptions: AssumptionLine[];
  copies: CostCopyLine[];
};

/** Managers. Where there is one manager, what managers cost is somebody's pay. */
export const mayKeepCosts = (viewer: Pick<Viewer, 'roles'>): boolean => isA(viewer, 'manager');

/** What the arithmetic takes from a report. */
function countsIn({ answered, tables }: ReportFigures): CostCounts {
  const hours = tables.find(({ name }) => name === 'hours');
  const figure = (slug: string) => hours?.rows.find((row) => row.slug === slug)?.figure ?? 'none';
  const openWhole = hours?.whole ?? 'none';
  return { answered, openWhole, two: figure('two'), one: figure('one'), nobody: figure('nobody') };
}

const leastOf = (figure: Figure): number => {
  if (typeof figure === 'object') return figure.atLeast;
  return typeof figure === 'number' ? figure : { none: 0, few: 1, 'kept-back': fewest }[figure];
};
const mostOf = (figure: Figure): number => {
  if (typeof figure === 'number') return figure;
  return figure === 'none' ? 0 : figure === 'few' ? fewest - 1 : Infinity;
};

/** The hours as far as a report tells them; null where it leaves them open upwards, or there were none. */
export function hoursOf({ openWhole, two, one, nobody }: CostCounts): CostHours | null {
  const low = leastOf(two) + leastOf(one);
  const high = Math.max(low, Math.min(mostOf(two) + mostOf(one), mostOf(openWhole) - leastOf(nobody)));
  if (!Number.isFinite(high) || high === 0) return null;
  const worked = Math.min(2 * mostOf(two) + mostOf(one), mostOf(two) + high, 2 * high);
  return { open: { low, high }, worked: { low: leastOf(two) + low, high: worked } };
}

const times = (one: Range, other: Range): Range => ({
  low: one.low * other.low,
  high: one.high * other.high,
});
const plus = (one: Range, other: Range): Range => ({ low: one.low + other.low, high: one.high + other.high });
const by = (range: Range, factor: number): Range => times(range, { low: factor, high: factor });
const nothing: Range = { low: 0, high: 0 };
const step = (pounds: number) => 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, pounds))) - 2);
/** Whole pounds of at most three digits that count, the low end down and the high end up. */
function rounded({ low, high }: Range): Range {
  const most = Math.ceil(high / step(high) - 1e-9) * step(high);
  return { low: Math.floor(low / step(low) + 1e-9) * step(low), high: most };
}

/** The costs of a period, from what its report shows and nothing else. */
export function costsOf(period: Period, figures: ReportFigures, assumed: Assumed): CostSheet {
  const counts = countsIn(figures);
  const hours = hoursOf(counts);
  const hour = payOfHour(assumed);
  const total = hours && hour && plus(times(hours.worked, hour), by(spentInMonth(assumed), monthsIn(period)));
  const line = (name: CostResult, needs: AssumptionKey[], range: Range | null): CostLine => {
    const missing = needs.filter((key) => !assumed[key]);
    return { name, range: range && rounded(range), needs: missing, hidden: !range && missing.length === 0 };
  };
  const answered = typeof counts.answered === 'number' ? counts.answered : 0;
  return {
    period: period.key,
    counts,
    hours,
    lines: [
      line('period', ['pay'], total),
      line('hour', ['pay'], total && hours && divided(total, hours.open)),
      line('call', ['pay'], total && divided(total, { low: answered, high: answered })),
      line('meeting', ['pay', 'meetingHours'], hour && costOfMeeting(hour, assumed)),
    ],
    ifs: answered < leastToDivideBy ? [] : ifsOf(answered, assumed),
    without: (['oncosts', ...monthly] as const).filter((key) => !assumed[key]),
    assumptions: Object.values(assumed),
  };
}

const payOfHour = ({ pay, oncosts }: Assumed): Range | null =>
  pay ? times(pay.value, plus({ low: 1, high: 1 }, by(oncosts?.value ?? nothing, 0.01))) : null;
const spentInMonth = (assumed: Assumed): Range =>
  monthly.reduce((sum, key) => plus(sum, assumed[key]?.value ?? nothing), nothing);
const costOfMeeting = (hour: Range, { meetingHours, meetingExtras }: Assumed): Range | null =>
  meetingHours ? plus(by(times(meetingHours.value, hour), 2), meetingExtras?.value ?? nothing) : null;
const divided = (total: Range, among: Range): Range | null =>
  among.low < leastToDivideBy ? null : { low: total.low / among.high, high: total.high / among.low };

function ifsOf(answered: number, assumed: Assumed): IfLine[] {
  return (Object.keys(ifs) as IfKey[]).flatMap((name) => {
    const [of100, cost] = [assumed[name], assumed[ifs[name].cost]];
    if (!of100 || !cost) return [];
    return [{ name, range: rounded(by(times(of100.value, cost.value), answered / 100)) }];
  });
}
