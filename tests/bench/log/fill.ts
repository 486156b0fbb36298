import postgres from 'postgres';
import { uuidv7 } from 'uuidv7';
import { openSignIns } from '#server/platform/auth/sign-ins';
import { openDatabase } from '#server/platform/database/db';
import type { ListName } from '#shared/lists';
import { starterLists } from '#shared/starter-lists';
import { machineDate } from '../../support/real-time.ts';

export type Asker = { helplineId: string; manager: string; supporter: string; supervisor: string };

const peopleEach = 12;

/** So many helplines with a manager, a supervisor and twelve supporters each, and so many calls of these years in all. */
export async function fill(
  databaseUrl: string,
  helplines: number,
  calls: number,
  years = 5,
): Promise<Asker[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const { db, close } = openDatabase(databaseUrl);
  const signIns = openSignIns(db, machineDate, false);
  const askers: Asker[] = [];
  for (let index = 0; index < helplines; index += 1) {
    const [helplineId, shiftId, manager, supervisor] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const supporters = Array.from({ length: peopleEach }, () => uuidv7());
    await sql`insert into helplines (id, name, time_zone, opening_pattern, change, created_at)
      values (${helplineId}, 'Bench', 'Europe/London', '[]', 1, now())`;
    await sql`insert into people (id, helpline_id, version, first_name, roles)
      values (${manager}, ${helplineId}, 1, 'Somebody', '{manager}'), (${supervisor}, ${helplineId}, 1, 'Somebody', '{supervisor}')`;
    await sql`insert into people (id, helpline_id, version, first_name, roles)
      select id, ${helplineId}, 1, 'Somebody', '{supporter}' from unnest(${supporters}::uuid[]) id`;
    await sql`insert into shifts (id, helpline_id, version, starts_at, ends_at)
      values (${shiftId}, ${helplineId}, 1, now() - interval '2 days', now() - interval '47 hours')`;
    await insertCalls(sql, { helplineId, shiftId, supporters, years, count: Math.round(calls / helplines) });
    const cookieOf = async (personId: string) => (await signIns.start(personId)).split(';')[0]!;
    askers.push({
      helplineId,
      manager: await cookieOf(manager),
      supporter: await cookieOf(supporters[0]!),
      supervisor: await cookieOf(supervisor),
    });
  }
  await sql`vacuum analyze calls`;
  await close();
  await sql.end();
  return askers;
}

const slugsOf = (list: ListName) => starterLists[list].map(({ slug }) => slug);

type Filling = { helplineId: string; shiftId: string; supporters: string[]; years: number; count: number };

/** Issues and outcomes are chosen unevenly, the first of a list most; one call in fifty is flagged. */
async function insertCalls(sql: postgres.Sql, { helplineId, shiftId, supporters, years, count }: Filling) {
  const [issues, outcomes] = [slugsOf('issues'), slugsOf('outcomes')];
  const [boroughs, sources, responses] = [slugsOf('boroughs'), slugsOf('sources'), slugsOf('responses')];
  await sql`
    with drawn as (
      select gen_random_uuid() as id, now() - interval '7 days' - random() * ${years} * interval '1 year' as began,
        1 + floor(random() * random() * ${issues.length})::int as one, 1 + floor(random() * random() * ${issues.length})::int as two,
        1 + floor(random() * random() * ${outcomes.length})::int as done,
        (${supporters}::uuid[])[1 + floor(random() * ${supporters.length})::int] as by,
        random() as chance, exp(3 + random() - random()) * interval '1 minute' as took
      from generate_series(1, ${count})
    )
    insert into calls (id, helpline_id, version, shift_id, state, taken_by, assigned_to, started_at, start_received_at, ended_at,
      closed_at, presenting_issues, response_needed, note, borough, source, outcomes, field_marks, flagged)
    select id, ${helplineId}, 1, ${shiftId}, case when chance < 0.01 then 'writing-up' else 'closed' end, by, by, began, began, began + took,
      began + took, array[(${issues}::text[])[one], (${issues}::text[])[two]],
      (${responses}::text[])[1 + floor(random() * ${responses.length})::int], '',
      (${boroughs}::text[])[1 + floor(random() * ${boroughs.length})::int],
      (${sources}::text[])[1 + floor(random() * random() * ${sources.length})::int],
      array[(${outcomes}::text[])[done]],
      jsonb_build_object('presentingIssues', jsonb_build_object('version', 1, 'by', by), 'borough', jsonb_build_object('version', 1, 'by', by)),
      chance > 0.98
    from drawn`;
}
