import { eq, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import type { Clock } from '../../clock.ts';
import type { Db, Tx } from '../../database/db.ts';
import type { PendingNews } from '../registry.ts';
import type { Change, Channels } from './command.ts';

/** What is to be sent after a commit, and who has to be welcomed anew. `version` is 0 where nothing was changed. */
export type CommittedChange = {
  helplineId: string;
  version: number;
  pending: PendingNews[];
  resyncs: Set<string>;
};

/** At a shell nobody is reached. */
export const noChannels: Channels = { email: false, onlyHere: false };

type Deps = { db: Db; clock: Clock; channels?: Channels };

/** Opens the one transaction of a change that nobody's command asks for, such as a connection lost. */
export function openChange({ db, clock, channels = noChannels }: Deps) {
  return async function change(
    helplineId: string,
    work: (change: Change) => Promise<void>,
  ): Promise<CommittedChange> {
    const now = clock();
    const after = nothingYet(helplineId);
    await db.transaction(async (tx) => {
      const [turn] = await tx
        .update(helplines)
        .set({ change: sql`${helplines.change} + 1` })
        .where(eq(helplines.id, helplineId))
        .returning({ version: helplines.change });
      await work({ ...changeIn(tx, turn!.version, now, after), channels });
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
    // A row that one change writes twice is told once, as it is in the end: a version is one state for everybody.
    announce: (name, row) => {
      after.pending = after.pending.filter((pending) => pending.name !== name || pending.row.id !== row.id);
      after.pending.push({ name, row } as PendingNews);
    },
    resync: (personId) => after.resyncs.add(personId),
  };
}
