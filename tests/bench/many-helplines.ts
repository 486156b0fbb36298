import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import type { Db } from '#server/platform/database/db';
import { usualPattern } from '#shared/patterns';

const atOnce = 100;

/** So many helplines with the usual pattern and six supporters each, and no shift yet. */
export async function insertHelplines(db: Db, howMany: number, now: Date): Promise<void> {
  for (let from = 0; from < howMany; from += atOnce) {
    const ids = Array.from({ length: Math.min(atOnce, howMany - from) }, () => uuidv7());
    await db.insert(helplines).values(
      ids.map((id) => ({
        id,
        name: 'Bench',
        timeZone: 'Europe/London',
        openingPattern: usualPattern,
        digestSentOn: now.toISOString().slice(0, 10),
        createdAt: now,
      })),
    );
    await db.insert(people).values(
      ids.flatMap((helplineId) =>
        Array.from({ length: 6 }, () => ({
          id: uuidv7(),
          helplineId,
          version: 1,
          firstName: 'Somebody',
          email: `${uuidv7()}@example.org`,
          roles: ['supporter' as const],
        })),
      ),
    );
  }
}

/** Two of the six in every shift, both of them there where it is on; a call to look at before the next shift, and twenty that were. */
export async function fillHelplines(db: Db, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    // Each row would raise the helpline's scope by itself.
    await tx.execute(sql`set local alongside.restoring = 'on'`);
    await tx.execute(sql`
      insert into places (shift_id, place, helpline_id, person_id)
      select s.id, picked.place, s.helpline_id, picked.id
      from (select id, helpline_id, row_number() over (partition by helpline_id order by starts_at) as number from shifts) s
      join lateral (
        select id, row_number() over (order by id) as place from (
          select id, row_number() over (order by id) as seat from people where people.helpline_id = s.helpline_id
        ) seats where (seat + s.number) % 3 = 0
      ) picked on true`);
    await tx.execute(sql`
      insert into presences (id, helpline_id, version, shift_id, person_id, joined_at, connected, last_heard_at, state, state_since, state_received_at)
      select gen_random_uuid(), p.helpline_id, 1, p.shift_id, p.person_id, ${at}, true, ${at}, 'ready', ${at}, ${at}
      from places p join shifts s on s.id = p.shift_id where s.starts_at <= ${at} and s.ends_at > ${at}`);
    await tx.execute(sql`
      insert into follow_ups (id, helpline_id, version, source, words, raised_by, raised_at, done_at)
      select gen_random_uuid(), p.helpline_id, 1, 'call', 'x', p.id, ${at} - make_interval(days => number),
        case when number > 0 then ${at} end
      from (select min(id::text)::uuid as id, helpline_id from people group by helpline_id) p, generate_series(0, 20) as number`);
  });
}
