import type { Sql } from 'postgres';
import type { Scheduler } from '../../schedule.ts';

const clearEveryMs = 30_000;

/** What is too long for a notification waits in the database for a minute, and only its id is notified. */
export function openLargePayloads(sql: () => Sql, scheduler: Scheduler) {
  const clearing = scheduler.every('clear away between servers', clearEveryMs, clearAway);

  return {
    async notify(channel: string, body: string) {
      await sql()`
        with kept as (insert into large_payloads (body) values (${body}) returning id)
        select pg_notify(${channel}, kept.id::text) from kept`;
    },
    /** Null for what has been cleared away. */
    async read(id: string): Promise<string | null> {
      const [kept] = await sql()<{ body: string }[]>`select body from large_payloads where id = ${id}`;
      return kept?.body ?? null;
    },
    close: clearing.stop,
  };

  async function clearAway() {
    await sql()`delete from large_payloads where at < now() - interval '1 minute'`;
  }
}
