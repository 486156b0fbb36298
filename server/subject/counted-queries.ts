import { sql, type SQL } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { meetingCounts, meetings } from '#drizzle/schema/meetings';
import { monthlyCounts } from '#drizzle/schema/monthly-counts';
import { series, seriesCounts } from '#drizzle/schema/series';
import { trainings } from '#drizzle/schema/trainings';
import { tookPlace } from '../meetings/due-queries.ts';
import type { Erasure } from '../platform/backup/erasures.ts';
import { hadYes } from '../series/due-queries.ts';

/** The statements of an erasure that count by month what they delete, in the same statement, so that each is counted once and reports stay as they were. */
const monthOf = (instant: SQL) => sql`to_char(${instant} at time zone helpline.time_zone, 'YYYY-MM')`;
const withHelpline = sql`gone join ${helplines} helpline on helpline.id = gone.helpline_id`;

/** Meetings whose details were erased are in the counts already, and did not take place by what is left of them. */
export const erasingMeetings = ({ personId }: Erasure): SQL => sql`
  with gone as (
    delete from ${meetings} where ${personId}::uuid = any(with_ids)
    returning id, helpline_id, borough, starts_at, ${tookPlace} as took_place
  ), counted as (
    insert into ${meetingCounts} as kept (helpline_id, month, borough, held)
    select gone.helpline_id, ${monthOf(sql`gone.starts_at`)}, gone.borough, count(*)
    from ${withHelpline} where gone.took_place group by 1, 2, 3 order by 1, 2, 3
    on conflict (helpline_id, month, borough) do update set held = kept.held + excluded.held
  )
  select id from gone`;

export const erasingSeries = ({ personId }: Erasure): SQL => sql`
  with gone as (
    delete from ${series} where ${personId}::uuid = any(with_ids)
    returning id, helpline_id, kind, ended_at, ${hadYes} as had_yes
  ), counted as (
    insert into ${seriesCounts} as kept (helpline_id, month, kind, ended)
    select gone.helpline_id, ${monthOf(sql`gone.ended_at`)}, gone.kind, count(*)
    from ${withHelpline} where gone.had_yes and gone.ended_at is not null group by 1, 2, 3 order by 1, 2, 3
    on conflict (helpline_id, month, kind) do update set ended = kept.ended + excluded.ended
  )
  select id from gone`;

export const erasingTrainings = ({ personId }: Erasure): SQL => sql`
  with gone as (
    delete from ${trainings} where person_id = ${personId}::uuid returning id, helpline_id, done_on
  ), counted as (
    insert into ${monthlyCounts} as kept (helpline_id, month, what, slug, count)
    select helpline_id, to_char(done_on, 'YYYY-MM'), 'courses', 'done', count(*)
    from gone where done_on is not null group by 1, 2 order by 1, 2
    on conflict (helpline_id, month, what, slug) do update set count = kept.count + excluded.count
  )
  select id from gone`;
