import { and, count, countDistinct, desc, eq, gte, lt, or, sql } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import { leastInWeek, type LogFilters } from '#shared/call-log';
import type { Db, Tx } from '../platform/database/db.ts';
import { callsMatching, structureColumns, structureOf, weekIn, type Between } from './filter-queries.ts';

/** When the call with this many later ones began, of those that match; null if there are not so many. */
export async function startAfterSkipping(
  db: Db,
  helplineId: string,
  filters: LogFilters,
  between: Between,
  skipped: number,
): Promise<Date | null> {
  const [row] = await db
    .select({ startedAt: calls.startedAt })
    .from(calls)
    .where(callsMatching(helplineId, filters, between))
    .orderBy(desc(calls.startedAt))
    .offset(skipped)
    .limit(1);
  return row?.startedAt ?? null;
}

/** All calls that match, each with its week, in no order. */
export async function structuresByWeek(
  db: Db | Tx,
  { helplineId, timeZone }: { helplineId: string; timeZone: string },
  filters: LogFilters,
  between: Between,
  most?: number,
) {
  const found = db
    .select({ id: calls.id, week: weekIn(timeZone), ...structureColumns })
    .from(calls)
    .where(callsMatching(helplineId, filters, between));
  const rows = await (most === undefined ? found : found.limit(most));
  return rows.map((row) => ({ id: row.id, line: { week: row.week, ...structureOf(row) } }));
}

/** The weeks in which too few calls were taken, or by too few people, to be shown; by their Mondays. */
export async function weeksTooSmall(
  db: Db | Tx,
  { helplineId, timeZone }: { helplineId: string; timeZone: string },
  { from, before }: Between,
): Promise<Set<string>> {
  const { takenBy, startedAt } = calls;
  // Written as text once a week, not once a call.
  const weeks = db
    .select({
      week: sql`date_trunc('week', ${startedAt} at time zone ${timeZone})`.as('week'),
      calls: count().as('calls'),
      people: countDistinct(takenBy).as('people'),
    })
    .from(calls)
    .where(
      and(eq(calls.helplineId, helplineId), lt(startedAt, before), from ? gte(startedAt, from) : undefined),
    )
    .groupBy(sql`1`)
    .as('weeks');
  const rows = await db
    .select({ week: sql<string>`to_char(${weeks.week}, 'YYYY-MM-DD')` })
    .from(weeks)
    .where(or(lt(weeks.calls, leastInWeek.calls), lt(weeks.people, leastInWeek.people)));
  return new Set(rows.map((row) => row.week));
}
