import type { Welcome } from '#shared/contract';
import type { Actor, Viewer } from '#shared/viewer';
import type { SignedIn } from './auth/sign-ins.ts';
import type { Db, Tx } from './database/db.ts';
import type { Change } from './live/commands/command.ts';

/** Who people are and where they are connected, as the nouns know it. Handed in, so that the live engine knows no noun. */
export type Identity = {
  /** Who is looking, as of `now`. Somebody who is gone or suspended is left out. */
  viewers: (tx: Db | Tx, personIds: string[], now: Date) => Promise<Viewer[]>;
  /** Their own row, as a welcome shows it; null for somebody who is gone. */
  self: (tx: Tx, viewer: Viewer) => Promise<Welcome['me'] | null>;
  /**
   * The sender of a command, read in its own transaction; null for somebody gone or suspended. `holdsUntil`: the next time (ms
   * since 1970) at which something of it changes without anybody's doing; null for never.
   */
  actor: (
    tx: Tx,
    signedIn: SignedIn,
    now: Date,
  ) => Promise<{ actor: Actor; holdsUntil: number | null } | null>;
  /** When a command happened: what its sender says, where that can be believed, and otherwise `now`. */
  happenedAt: (saidAt: Date | null, actor: Actor, now: Date) => Date;
  connections: ConnectionRecords;
};

export type Whose = { personId: string; helplineId: string };

/** How it is written down whether somebody is connected. */
export type ConnectionRecords = {
  recordHeartbeat: (db: Db, personIds: string[], now: Date) => Promise<void>;
  /** Those of these people, all of them connected, whom the database has as gone. */
  backAfterAll: (db: Db, personIds: string[], now: Date) => Promise<Whose[]>;
  /** People marked as connected whom no server has heard since `before`. */
  staleSince: (db: Db, before: Date) => Promise<Whose[]>;
  /** Whether `record` would change anything: asked first, so that what changes nothing takes no version. */
  wouldChange: (db: Db, personId: string, said: Said) => Promise<boolean>;
  record: (change: Change, personId: string, said: Said) => Promise<void>;
};
/** `staleSince`: only where no server has heard them meanwhile. */
export type Said = { connected: boolean; now: Date; staleSince?: Date | undefined };
