import type { Router } from 'express';
import type { CommandName } from '#shared/contract';
import type { CommandsOf, Noun, RowOf } from '#shared/nouns';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from './database/db.ts';
import type { Deps } from './http/deps.ts';
import type { DueJob, Handlers } from './live/commands/command.ts';
import type { VolatileEvents } from './volatile.ts';

/** Everything the platform has to know about one noun. */
export type NounDefinition<N extends Noun> = {
  /** The shapes of its commands, and what carries each of them out. */
  commands: CommandsOf<N>;
  handlers: Handlers<keyof CommandsOf<N> & CommandName>;
  /** Its rows with a higher version, at most as many as the pages begin with. May hold rows that the viewer does not see. */
  changedSince: (tx: Tx, viewer: Viewer, since: number, now: Date) => Promise<RowOf<N>[]>;
  /** The filter through which all news and every welcome go. Null: this viewer does not learn of the row. */
  asSeenBy: (viewer: Viewer, row: RowOf<N>) => RowOf<N> | null;
  dueJobs?: DueJob[];
  /** Deletes whatever of it has been kept for as long as it may be. */
  erase?: (db: Db, now: Date) => Promise<void>;
  routes?: (deps: Deps) => Router;
  /** Commands that are never too fast and pass whatever waits before them: how somebody gets help. */
  urgent?: CommandName[];
  /** Events that are never stored, such as a sign of typing. */
  volatile?: VolatileEvents;
};
export type Nouns = { [N in Noun]: NounDefinition<N> };
