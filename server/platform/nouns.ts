import type { SQL } from 'drizzle-orm';
import type { Router } from 'express';
import type { CommandName } from '#shared/contract';
import type { CommandsOf, Noun, RowOf } from '#shared/nouns';
import type { Viewer } from '#shared/viewer';
import type { Tx } from './database/db.ts';
import type { SealedTable } from './encryption/sealed-table.ts';
import type { Deps } from './http/deps.ts';
import type { DueJob, Handlers } from './live/commands/command.ts';
import type { StoredGauges } from './metrics/stored.ts';
import type { VolatileEvents } from './volatile.ts';

/** Everything the platform needs to know about one noun. */
export type NounDefinition<N extends Noun> = {
  /** The shapes of its commands, and their handlers. */
  commands: CommandsOf<N>;
  handlers: Handlers<keyof CommandsOf<N> & CommandName>;
  /** Its rows with a version above `since`, limited to what a first welcome holds. May include rows the viewer cannot see. */
  changedSince: (tx: Tx, viewer: Viewer, since: number, now: Date) => Promise<RowOf<N>[]>;
  /**
   * The latest version of what `changedSince` reads, by `latestOfHelpline`. A welcome reads the noun only where this is newer than what
   * the page has; left out, at every welcome.
   */
  latest?: SQL;
  /** The filter for all news and welcomes. Null: this viewer may not know of the row. */
  asSeenBy: (viewer: Viewer, row: RowOf<N>) => RowOf<N> | null;
  /** Its tables in which something is sealed. */
  sealed?: SealedTable[];
  dueJobs?: DueJob[];
  routes?: (deps: Deps) => Router;
  /** Commands that get help: exempt from the rate limit and accepted behind a full queue. */
  urgent?: CommandName[];
  /** Events that are never stored, such as a sign of typing. */
  volatile?: VolatileEvents;
  /** Numbers of its tables, for metrics. */
  gauges?: StoredGauges;
};
export type Nouns = { [N in Noun]: NounDefinition<N> };
