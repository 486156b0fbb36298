import type { Welcome } from '#shared/contract';
import type { Actor, Viewer } from '#shared/viewer';
import type { SignedIn } from './auth/sign-ins.ts';
import type { Db, Tx } from './database/db.ts';
import type { Change } from './live/commands/command.ts';

/** Reads people and records connections through the nouns. Injected, so that the live engine imports no noun. */
export type Identity = {
  /** The viewers with these ids, as of `now`. Omits people who are deleted or suspended. */
  viewers: (tx: Db | Tx, personIds: string[], now: Date) => Promise<TimedViewer[]>;
  /** The viewer's own row, as a welcome shows it; null if deleted. */
  self: (tx: Tx, viewer: Viewer) => Promise<Welcome['me'] | null>;
  /**
   * The sender of a command, read in its transaction; null if deleted or suspended. `holdsUntil`: the next time (ms
   * since 1970) at which the result changes by time alone; null for never.
   */
  actor: (
    tx: Tx,
    signedIn: SignedIn,
    now: Date,
  ) => Promise<{ actor: Actor; holdsUntil: number | null } | null>;
  /** When a command happened: the sender's time if it is plausible, otherwise `now`. */
  happenedAt: (saidAt: Date | null, actor: Actor, now: Date) => Date;
  connections: ConnectionRecords;
};

/** `holdsUntil`: the next time (ms since 1970) at which what they may see changes by time alone; null for never. */
export type TimedViewer = Viewer & { holdsUntil: number | null };

export type Whose = { personId: string; helplineId: string };

/** Records who is connected. */
export type ConnectionRecords = {
  recordHeartbeat: (db: Db, personIds: string[], now: Date) => Promise<void>;
  /** Those of these connected people whom the database marks as disconnected. */
  wronglyMarkedAway: (db: Db, personIds: string[], now: Date) => Promise<Whose[]>;
  /** People marked as connected without a heartbeat on any server since `before`. */
  staleSince: (db: Db, before: Date) => Promise<Whose[]>;
  /** Whether `record` would change anything. Checked first, so that an unchanged state takes no version. */
  wouldChange: (db: Db, personId: string, said: Said) => Promise<boolean>;
  record: (change: Change, personId: string, said: Said) => Promise<void>;
};
/** With `staleSince`, records only if no server has had a heartbeat since. */
export type Said = { connected: boolean; now: Date; staleSince?: Date | undefined };
