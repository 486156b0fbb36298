import postgres, { type Sql } from 'postgres';
import { startEmbedded } from '#server/platform/database/embedded/start';
import type { BuiltServer } from '../support/built-server.ts';

/** Asks the database of a server from the side, while it serves. */
export async function aside<Found>(
  { dataDir }: BuiltServer,
  ask: (sql: Sql) => Promise<Found>,
): Promise<Found> {
  const embedded = await startEmbedded({ dir: dataDir });
  const sql = postgres(embedded.url, { max: 1 });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
    await embedded.stop();
  }
}

/** As many messages as a long night has, the two taking turns, the last one a minute ago. */
export const fillTalk = (server: BuiltServer, count: number) =>
  aside(
    server,
    (sql) => sql`
      insert into messages (id, helpline_id, version, shift_id, from_person, to_person, body, covered, sent_at, received_at, seen_at)
      select gen_random_uuid(), shift.helpline_id, helpline.change, shift.id, person.id, partner.id, 'Line ' || line, false,
        written.at, written.at, now()
      from generate_series(1, ${count}) as line
      cross join lateral (select now() - (${count} - line + 1) * interval '1 minute' as at) written
      join shifts shift on shift.starts_at <= now() and shift.ends_at > now()
      join helplines helpline on helpline.id = shift.helpline_id
      join people person on person.first_name = case when line % 3 = 0 then 'Ana' else 'Ben' end
      join people partner on partner.first_name = case when line % 3 = 0 then 'Ben' else 'Ana' end`,
  );
