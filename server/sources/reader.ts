import type { Source } from '#shared/sources';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/db.ts';
import type { Change } from '../platform/live/commands/command.ts';
import type { Logger } from '../platform/logger.ts';
import type { Scheduler } from '../platform/schedule.ts';
import type { Settings } from '../platform/settings.ts';
import { leaseSource, releaseSource, type LeasedSource } from './due-queries.ts';
import { readFeed } from './feed.ts';
import { mostBytes, ReadTrouble } from './fetching.ts';
import { mostTries, sourceById } from './queries.ts';
import { readForOf } from './read-for.ts';
import { readingsOfFeed } from './readings.ts';
import { recordRead, recordTrouble } from './recording.ts';

export type Reader = {
  /** Reads everything that is due, one after the other. */
  look: () => Promise<void>;
  /** Gives up the read in progress, which another server, or the next start, begins again. */
  close: () => Promise<void>;
};
type Deps = {
  db: Db;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
  settings: Pick<Settings, 'onlyHere'>;
};

/** Milliseconds. A lease outlasts the longest read, so that a source is never read twice at once. */
const lookEveryMs = 5_000;
const longestReadMs = 600_000;
const leaseMs = longestReadMs + 120_000;

/**
 * Reads the sources that are due. They are rows, so they survive a restart; nothing is written before a read has ended, in one
 * transaction, so a read that was cut short leaves nothing behind. Any number of servers may look at once.
 */
export function openReader({ db, change, clock, scheduler, log, settings }: Deps): Reader {
  const stop = new AbortController();
  const job = scheduler.every('read sources', lookEveryMs, readAll);
  return { look: job.run, close };

  async function readAll() {
    while (!stop.signal.aborted) {
      const now = clock();
      const source = await leaseSource(db, now, new Date(now.getTime() + leaseMs));
      if (!source) return;
      await readOne(source);
    }
  }

  async function readOne(leased: LeasedSource) {
    const deadline = AbortSignal.timeout(longestReadMs);
    const signal = AbortSignal.any([stop.signal, deadline]);
    try {
      if (leased.tries > mostTries) throw new ReadTrouble('unfinished');
      const readFor = await readForOf(db, leased.helplineId, leased.areas, clock());
      const budget = { onlyHere: settings.onlyHere, signal, left: mostBytes.ofRead };
      const brought = readingsOfFeed(await readFeed(leased.address, budget), readFor);
      await keep(leased, (begun, source) => recordRead(begun, source, brought));
      log('info', 'source read', { id: leased.id, count: brought.readings.size });
    } catch (error) {
      if (stop.signal.aborted) return releaseSource(db, leased.id);
      const trouble = deadline.aborted ? new ReadTrouble('slow', true) : error;
      if (!(trouble instanceof ReadTrouble)) throw error;
      const { trouble: what, passing } = trouble;
      log('warn', 'source not read', { id: leased.id, reason: what, tries: leased.tries });
      const tries = leased.tries;
      await keep(leased, (begun, source) => recordTrouble(begun, source, { what, passing, tries }));
    }
  }

  /** Writes nothing if the source was removed, changed or read by somebody else meanwhile. */
  async function keep(leased: LeasedSource, write: (begun: Change, source: Source) => Promise<void>) {
    await change(leased.helplineId, async (begun) => {
      const source = await sourceById(begun.tx, leased.helplineId, leased.id);
      const isAsLeased = source?.reads === leased.reads && String(source.areas) === String(leased.areas);
      if (isAsLeased && source.removedAt === null) await write(begun, source);
      else await releaseSource(begun.tx, leased.id);
    });
  }

  async function close() {
    stop.abort();
    await job.stop();
  }
}
