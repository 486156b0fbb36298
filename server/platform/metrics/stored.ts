import { setTimeout as pause } from 'node:timers/promises';
import { Gauge } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/db.ts';
import { errorFields, type Logger } from '../logger.ts';
import type { Metrics } from './metrics.ts';

/** Numbers that are read from what is stored whenever metrics are asked for: by name, what each says. Null: it has no value. */
export type StoredGauges = {
  gauges: Record<string, string>;
  read: (db: Db, now: Date) => Promise<Record<string, number | null>>;
};

type Deps = { metrics: Metrics; stored: StoredGauges[]; db: Db; clock: Clock; log: Logger };

/** Milliseconds: a reader of metrics waits for ten seconds, and a database that restarts may not answer at all. */
const timeoutMs = 3_000;

/**
 * The gauges of the nouns, and whether the database answers. Returns the function that reads them all anew; while the database does
 * not answer they have no value, so that none of them says what was so earlier.
 */
export function openStored({ metrics, stored, db, clock, log }: Deps): () => Promise<void> {
  const registers = [metrics.registry];
  const answers = new Gauge({
    name: 'alongside_database_answers',
    help: 'Whether the database answered when these metrics were read: 1 or 0.',
    registers,
  });
  const known = stored.flatMap(({ gauges }) => Object.entries(gauges));
  const byName = new Map(known.map(([name, help]) => [name, new Gauge({ name, help, registers })]));
  let reading: Promise<void> | undefined;
  return () => (reading ??= readAll().finally(() => (reading = undefined)));

  async function readAll() {
    const late = pause(timeoutMs, null, { ref: false });
    const found = await Promise.race([Promise.all(stored.map(({ read }) => read(db, clock()))), late]).catch(
      (error: unknown) => {
        log('warn', 'metrics could not be read from the database', errorFields(error));
        return null;
      },
    );
    answers.set(found ? 1 : 0);
    for (const gauge of byName.values()) gauge.remove();
    for (const [name, value] of found?.flatMap((values) => Object.entries(values)) ?? [])
      if (value !== null) byName.get(name)!.set(value);
  }
}
