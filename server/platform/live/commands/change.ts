import { eq, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import type { Clock } from '../../clock.ts';
import type { Db, Tx } from '../../database/db.ts';
import type { PendingNews } from '../registry.ts';
import type { Change, Channels } from './command.ts';

/** What to send after a commit, and whose connections need a resync. `version` is 0 if nothing was changed. */
export type CommittedChange = {
  helplineId: string;
  version: number;
  pending: PendingNews[];
  resyncs: Set<string>;
};

/** Commands of the admin shell notify nobody. */
const noChannels: Channels = { email: false, onlyHere: false };

type Deps = { db: Db; clock: Clock; channels?: Channels };

/** Runs a change that no command requested, such as a lost connection, in one transaction. */
export function openChange({ db, clock, channels = noChannels }: Deps) {
  return async function change(
    helplineId: string,
    work: (change: Change) => Promise<void>,
  ): Promise<CommittedChange> {
    const now = clock();
    const after = nothingYet(helplineId);
    await db.transaction(async (tx) => {
      const [numbered] = await tx
        .update(helplines)
        .set({ change: sql`${helplines.change} + 1` })
        .where(eq(helplines.id, helplineId))
        .returning({ version: helplines.change });
      await work({ ...changeIn(tx, numbered!.version, now, after), channels });
    });
    return after;
  };
}

export const nothingYet = (helplineId: string): CommittedChange => ({
  helplineId,
  version: 0,
  pending: [],
  resyncs: new Set(),
});

export function changeIn(
  tx: Tx,
  version: number,
  now: Date,
  after: CommittedChange,
): Omit<Change, 'channels'> {
  after.version = version;
  return {
    tx,
    helplineId: after.helplineId,
    version,
    now,
    // A row written twice in one change is sent once, in its final state: a version is one state for everybody.
    announce: (name, row) => {
      after.pending = after.pending.filter((pending) => pending.name !== name || pending.row.id !== row.id);
      after.pending.push({ name, row } as PendingNews);
    },
    resync: (personId) => after.resyncs.add(personId),
  };
}
