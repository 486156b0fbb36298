import { sql, type SQL } from 'drizzle-orm';
import { debriefCounts, debriefs } from '#drizzle/schema/debriefs';
import { dataKeys } from '#drizzle/schema/encryption';
import { helplines } from '#drizzle/schema/helplines';
import { retentionDays } from '#shared/retention';
import { isDebriefHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { erasedAtOnce } from '../platform/erasing.ts';

/**
 * Erases requests, with everything written in them and its key, when their retention ends. The counts per urgency and month stay,
 * counted in the statement that erases, so that each is counted once. Skips rows that another server is erasing.
 */
export async function eraseOldDebriefs(tx: Tx, now: Date) {
  const over = daysBefore(now, retentionDays.debriefs);
  const old = sql`
    select id from ${debriefs} where over_at <= ${over.toISOString()}::timestamptz
      and not ${isDebriefHeld(now)}
    order by over_at limit ${erasedAtOnce} for update skip locked`;
  return tx.execute<{ helplineId: string }>(erasingDebriefs(old));
}

/** The statement that erases these requests. They are counted in it, so that each is counted once. */
export const erasingDebriefs = (ids: SQL): SQL => sql`
  with old as (${ids}), gone as (
    delete from ${debriefs} where id in (select id from old) returning id, helpline_id, asked_at, urgency, steps
  ), destroyed as (
    delete from ${dataKeys} where purpose = 'debrief' and subject_id in (select id from gone)
  ), counted as (
    insert into ${debriefCounts} as kept (helpline_id, month, urgency, asked, held)
    select gone.helpline_id, to_char(gone.asked_at at time zone helpline.time_zone, 'YYYY-MM'), gone.urgency,
      count(*), count(*) filter (where gone.steps @> '[{"step":"held"}]')
    from gone join ${helplines} helpline on helpline.id = gone.helpline_id
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (helpline_id, month, urgency)
    do update set asked = kept.asked + excluded.asked, held = kept.held + excluded.held
  )
  select helpline_id as "helplineId" from gone`;
