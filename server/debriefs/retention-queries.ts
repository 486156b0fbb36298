import { sql } from 'drizzle-orm';
import { debriefCounts, debriefs } from '#drizzle/schema/debriefs';
import { dataKeys } from '#drizzle/schema/encryption';
import { helplines } from '#drizzle/schema/helplines';
import { debriefKeptDays } from '#shared/debriefs';
import type { Db } from '../platform/database/db.ts';

/** Rows per statement: few enough not to delay commands. */
const atOnce = 200;

/** Erases requests, with everything written in them and its key, when their retention ends. Only the counts per urgency and month stay. */
export async function eraseOldDebriefs(db: Db, now: Date): Promise<void> {
  const over = new Date(now.getTime() - debriefKeptDays * 86_400_000);
  while ((await eraseSome(db, over)) === atOnce);
}

/** Counts the rows in the statement that erases them, so that each is counted once. Skips rows that another server is erasing. */
async function eraseSome(db: Db, over: Date): Promise<number> {
  const [row] = await db.execute<{ erased: number }>(sql`
    with old as (
      select id from ${debriefs} where over_at <= ${over.toISOString()}::timestamptz
      order by over_at limit ${atOnce} for update skip locked
    ), gone as (
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
    select count(*)::int as erased from gone`);
  return row!.erased;
}
