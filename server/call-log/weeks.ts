import { daysAfter, mondayOf, type LogFilters, type WeekLine, type WeeksPage } from '#shared/call-log';
import type { Viewer } from '#shared/viewer';
import { startOfDay, wallClockAt } from '../helpline/wall-clock.ts';
import type { Db } from '../platform/database/db.ts';
import type { Between } from './filter-queries.ts';
import { handleOf } from './handles.ts';
import { startAfterSkipping, structuresByWeek, weeksTooSmall } from './week-queries.ts';

/** A page ends with the week of this call. */
const pageLength = 50;

type Reading = { viewer: Viewer; timeZone: string; filters: LogFilters; before: string | null; now: Date };

/**
 * One page of a manager's log: whole weeks that are over, latest first. Within a week the order is by what was chosen, not by time,
 * and weeks in which a line would tell whose call it was are left out.
 */
export async function pageOfWeeks(db: Db, reading: Reading): Promise<WeeksPage> {
  const { viewer, timeZone, filters, before, now } = reading;
  const { helplineId } = viewer;
  const helpline = { helplineId, timeZone };
  const asked = weeksBetween(filters, timeZone, now, before);
  const last = await startAfterSkipping(db, helplineId, filters, asked, pageLength - 1);
  const begins = last && mondayOf(wallClockAt(last, timeZone).day);
  const from = begins ? startOfDay(begins, timeZone) : asked.from;
  const [rows, tooSmall, next] = await Promise.all([
    structuresByWeek(db, helpline, filters, { from, before: asked.before }),
    weeksTooSmall(db, helpline, { from, before: asked.before }),
    from && begins
      ? startAfterSkipping(db, helplineId, filters, { from: asked.from, before: from }, 0)
      : null,
  ]);
  const lines = rows
    .filter(({ line }) => !tooSmall.has(line.week))
    .map(({ id, line }) => ({ line, id, text: JSON.stringify(line) }))
    .sort(byWeekThenText)
    .map(({ line, id }): WeekLine => ({ ...line, handle: handleOf(db, viewer, id, now) }));
  return { lines, more: next !== null, before: next === null ? null : begins, leftOut: tooSmall.size > 0 };
}

type Sorted = { line: { week: string }; text: string };
const byWeekThenText = (one: Sorted, other: Sorted) =>
  other.line.week.localeCompare(one.line.week) || one.text.localeCompare(other.text);

/**
 * The time of the weeks that `from` and `to` are in, as far as they are over at `now`, and before the week of `before`. A week that
 * still goes on is left out, because each new line of it would tell which call it was.
 */
export function weeksBetween(
  { from, to }: Pick<LogFilters, 'from' | 'to'>,
  timeZone: string,
  now: Date,
  before: string | null = null,
): Between {
  const ends = [
    wallClockAt(now, timeZone).day,
    ...(to === null ? [] : [daysAfter(to, 7)]),
    before ?? [],
  ].flat();
  const end = ends.map(mondayOf).sort()[0]!;
  return {
    from: from === null ? null : startOfDay(mondayOf(from), timeZone),
    before: startOfDay(end, timeZone),
  };
}
