import { uuidv7 } from 'uuidv7';
import { daysAfter, leastInWeek, noFilters } from '#shared/call-log';
import { mostCallsIn, mostWeeks, type ExportFormat } from '#shared/log-exports';
import type { Viewer } from '#shared/viewer';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import type { Db } from '../platform/database/db.ts';
import { refuseUnless, type Change } from '../platform/live/commands/command.ts';
import { insertLogExport } from './export-queries.ts';
import type { RowToExport } from './export-files.ts';
import { structuresByWeek, weeksTooSmall } from './week-queries.ts';
import { weeksBetween } from './weeks.ts';

export type Wanted = { from: string; to: string; format: ExportFormat; reason: string };
/** The calls of whole weeks, and the first and last day of these. */
export type Taken = { rows: RowToExport[]; from: string; to: string };

/** Reads the calls of these weeks as they are at one moment. Refuses `conflict` where there are none, or too many. */
export async function callsToExport(
  db: Db,
  helpline: { helplineId: string; timeZone: string },
  { from, to, format }: Wanted,
  now: Date,
): Promise<Taken> {
  const weeks = weeksBetween({ from, to }, helpline.timeZone, now);
  refuseUnless(weeks.from! < weeks.before, 'conflict', 'None of these weeks is over yet.');
  const [first, end] = [weeks.from!, weeks.before].map((at) => wallClockAt(at, helpline.timeZone).day);
  refuseUnless(
    daysAfter(first!, mostWeeks * 7) >= end!,
    'conflict',
    'These are more than a year of weeks. Take out one year after the other.',
  );
  const most = mostCallsIn[format];
  const { found, tooSmall } = await db.transaction(
    async (tx) => ({
      found: await structuresByWeek(tx, helpline, noFilters, weeks, most + 1),
      tooSmall: await weeksTooSmall(tx, helpline, weeks),
    }),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  refuseUnless(found.length <= most, 'conflict', tooMany(format));
  const rows = found.map(({ line }) => line).filter(({ week }) => !tooSmall.has(week));
  refuseUnless(rows.length > 0, 'conflict', noneToTake);
  return { rows: inOrder(rows), from: first!, to: daysAfter(end!, -1) };
}

const tooMany = (format: ExportFormat) =>
  `These are more calls than one file of this kind can hold. Choose fewer weeks${format === 'xlsx' ? ', or the other kind' : ''}.`;
const noneToTake = `No call of these weeks can be taken out: a week needs ${leastInWeek.calls} calls, by ${leastInWeek.people} people.`;

/** By week, and within it by what was chosen, so that the order does not tell when a call was. */
function inOrder(rows: RowToExport[]): RowToExport[] {
  const keyed = rows.map((row) => ({ row, key: `${row.week} ${JSON.stringify(row)}` }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ row }) => row);
}

/** Writes down who took out which weeks and why, before the file is given to anybody. */
export async function noteExport(
  change: Change,
  actor: Viewer,
  {
    format,
    reason,
    from,
    to,
    period = null,
  }: Pick<Wanted, 'format' | 'reason'> & Pick<Taken, 'from' | 'to'> & { period?: string | null },
): Promise<void> {
  const { tx, helplineId, now } = change;
  const id = uuidv7();
  await insertLogExport(tx, {
    id,
    helplineId,
    takenBy: actor.id,
    takenAt: now,
    fromDay: from,
    toDay: to,
    format,
    reason,
    period,
  });
  await recordAudit({ ...change, actor }, 'figures-taken', id);
}
