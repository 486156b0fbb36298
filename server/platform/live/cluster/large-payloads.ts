import type { Sql } from 'postgres';
import type { Scheduler } from '../../schedule.ts';

const clearEveryMs = 30_000;
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Stores a payload that is too long for a notification for one minute, and notifies only its id. */
export function openLargePayloads(sql: () => Sql, scheduler: Scheduler) {
  const clearing = scheduler.every('delete old large payloads', clearEveryMs, clearAway);

  return {
    isId: (payload: string) => idShape.test(payload),
    async notify(channel: string, body: string) {
      await sql()`
        with stored as (insert into large_payloads (body) values (${body}) returning id)
        select pg_notify(${channel}, stored.id::text) from stored`;
    },
    /** Null after the payload was deleted. */
    async read(id: string): Promise<string | null> {
      const [stored] = await sql()<{ body: string }[]>`select body from large_payloads where id = ${id}`;
      return stored?.body ?? null;
    },
    close: clearing.stop,
  };

  async function clearAway() {
    await sql()`delete from large_payloads where at < now() - interval '1 minute'`;
  }
}
