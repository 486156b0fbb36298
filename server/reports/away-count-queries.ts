import { sql } from 'drizzle-orm';
import { meetingCounts, meetings } from '#drizzle/schema/meetings';
import { monthlyCounts } from '#drizzle/schema/monthly-counts';
import { series, seriesCounts } from '#drizzle/schema/series';
import { trainings } from '#drizzle/schema/trainings';
import type { Tx } from '../platform/database/db.ts';
import { tookPlace } from '../meetings/due-queries.ts';
import { hadYes } from '../series/due-queries.ts';
import { within, type Span } from './count-queries.ts';

export type CountedAway = Record<'meetings' | 'series' | 'courses', number>;

/**
 * What was done away from the phone: meetings with callers that took place, series that ended, courses that were done. Meetings and
 * series are in their counts by month once their details are erased, courses once whoever took them is, and are counted from their rows before.
 */
export async function countAway(tx: Tx, span: Span, months: string[]): Promise<CountedAway> {
  const { helplineId, timeZone } = span;
  const doneAt = sql`(${trainings.doneOn}::timestamp at time zone ${timeZone})`;
  const [row] = await tx.execute<CountedAway>(sql`
    select
      (select coalesce(sum(held), 0)::int from ${meetingCounts}
        where ${meetingCounts.helplineId} = ${helplineId} and month in ${months})
      + (select count(*)::int from ${meetings} where ${meetings.helplineId} = ${helplineId}
        and ${meetings.erasedAt} is null and ${tookPlace} and ${within(sql`${meetings.startsAt}`, span)}) as meetings,
      (select coalesce(sum(ended), 0)::int from ${seriesCounts}
        where ${seriesCounts.helplineId} = ${helplineId} and month in ${months})
      + (select count(*)::int from ${series} where ${series.helplineId} = ${helplineId}
        and ${series.erasedAt} is null and ${hadYes} and ${within(sql`${series.endedAt}`, span)}) as series,
      (select coalesce(sum(count), 0)::int from ${monthlyCounts}
        where ${monthlyCounts.helplineId} = ${helplineId} and what = 'courses' and month in ${months})
      + (select count(*)::int from ${trainings} where ${trainings.helplineId} = ${helplineId}
        and ${within(doneAt, span)}) as courses`);
  return row!;
}
