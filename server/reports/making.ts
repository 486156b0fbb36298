import { uuidv7 } from 'uuidv7';
import { daysAfter } from '#shared/call-log';
import { keyAt, partsOf, periodOf, type Period } from '#shared/periods';
import { isCounted, whyNotMade, type Known, type PeriodToMake, type ReportFigures } from '#shared/reports';
import type { Viewer } from '#shared/viewer';
import { wallClockAt } from '../helpline/wall-clock.ts';
import type { RecordsKept } from '../helpline/queries.ts';
import { wordsOf } from '../lists/queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { refuseUnless, type Change } from '../platform/live/commands/command.ts';
import { countPeriod, countYear, spanOf } from './counting.ts';
import { crossedOf, figuresOf } from './figures-of.ts';
import { figuresOfPeriods, insertReport, reportLines } from './queries.ts';
import { sumOfReports } from './sum-of.ts';

/** Periods before today that are offered, in years. */
const yearsOffered = 3;

export function knownOf(helpline: RecordsKept, made: Iterable<string>, now: Date): Known {
  const dayOf = (at: Date) => wallClockAt(at, helpline.timeZone).day;
  const { callRecordDays, recordsErasedTo } = helpline;
  // By what is chosen now, and by what was erased while something else was.
  const erasedTo = [callRecordDays ? daysBefore(now, callRecordDays) : null, recordsErasedTo];
  const keptFrom =
    erasedTo
      .flatMap((at) => (at ? daysAfter(dayOf(at), 1) : []))
      .sort()
      .at(-1) ?? null;
  return { today: dayOf(now), made: new Set(made), keptFrom };
}

const monthOf = (day: string) => keyAt('month', day);

/** What is not made yet, since `first`, what is going on among it: quarters first, then years, then months, each with the latest first. */
export function periodsToMake(first: string, known: Known): PeriodToMake[] {
  const from = [first, `${Number(known.today.slice(0, 4)) - yearsOffered}-01-01`].sort().at(-1)!;
  const keysOf = (grain: Period['grain']) => {
    const keys = new Set<string>();
    for (let day = `${from.slice(0, 7)}-01`; monthOf(day) <= monthOf(known.today); day = daysAfter(day, 27))
      keys.add(keyAt(grain, day));
    return [...keys].reverse();
  };
  return (['quarter', 'year', 'month'] as const)
    .flatMap(keysOf)
    .map((key) => periodOf(key)!)
    .filter(({ key }) => !known.made.has(key))
    .map((period) => ({ period: period.key, why: whyNotMade(period, known) }));
}

/** Makes the report of a period. Refuses `conflict` with the reason where it cannot be made. Returns its id. */
export async function makeReport(
  change: Change,
  actor: Viewer,
  helpline: RecordsKept,
  period: Period,
): Promise<string> {
  const { tx, helplineId, now } = change;
  const made = (await reportLines(tx, helplineId)).map((line) => line.period);
  const known = knownOf(helpline, made, now);
  const why = whyNotMade(period, known);
  refuseUnless(why === null, 'conflict', why ?? undefined);
  const id = uuidv7();
  const figures = isCounted(period, known.made)
    ? await countedReport(tx, helpline, period)
    : await summedReport(tx, helpline, period);
  await insertReport(tx, { id, helplineId, period: period.key, madeBy: actor.id, madeAt: now, figures });
  await recordAudit({ ...change, actor }, 'report-made', id);
  return id;
}

async function countedReport(tx: Tx, { id: helplineId, timeZone }: RecordsKept, period: Period) {
  const counted = await countPeriod(tx, spanOf({ helplineId, timeZone }, period), period);
  return figuresOf(counted, await wordsOf(tx, helplineId));
}

async function summedReport(
  tx: Tx,
  { id: helplineId, timeZone }: RecordsKept,
  period: Period,
): Promise<ReportFigures> {
  const parts = partsOf(period);
  const sum = sumOfReports(await figuresOfPeriods(tx, helplineId, parts), parts);
  if (period.grain !== 'year') return sum;
  const { crossed, wholes } = await countYear(tx, spanOf({ helplineId, timeZone }, period));
  return { ...sum, crossed: crossedOf(crossed, wholes, sum, await wordsOf(tx, helplineId)) };
}
