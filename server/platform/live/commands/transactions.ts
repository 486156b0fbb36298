import { eq, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { refusals, type Reply } from '#shared/refusals';
import type { SignedIn } from '../../auth/sign-ins.ts';
import type { Clock } from '../../clock.ts';
import { Refusal, type Actor, type Change, type Context, type Channels } from './command.ts';
import type { Db, Tx } from '../../database/db.ts';
import { errorFields, type Logger } from '../../logger.ts';
import { believedTime } from '../believed-time.ts';
import { keepRefusal, storedReply, beginCommand, type CommandKey } from './idempotency.ts';
import type { PendingNews } from '../../../visibility.ts';

/** What is to be told after a commit, and who has to be welcomed anew. `version` is 0 where nothing was changed. */
export type CommittedChange = {
  helplineId: string;
  version: number;
  pending: PendingNews[];
  resyncs: Set<string>;
};
type Outcome = CommittedChange & { reply: Reply; actor: Actor | null };

/** At a shell nobody is reached. */
const noChannels: Channels = { email: false, onlyHere: false };

export type Transactions = ReturnType<typeof openTransactions>;

/** Opens the one transaction in which something changes, and says afterwards what is to be told. */
export function openTransactions(db: Db, clock: Clock, log: Logger, channels: Channels = noChannels) {
  return {
    /** A command: exactly once per id. A refusal rolls back and is kept as the reply; a fault is neither kept nor fatal. */
    async carryOut(
      asker: SignedIn,
      { name, order, saidAt = null }: { name: string; order: CommandKey; saidAt?: Date | null },
      work: (context: Context) => Promise<void>,
    ): Promise<Outcome> {
      const now = clock();
      const after = nothingYet(asker.helplineId);
      let actor: Actor | null = null;
      const nothing = (reply: Reply): Outcome => ({ ...nothingYet(asker.helplineId), reply, actor });
      try {
        const before = await db.transaction(async (tx) => {
          const turn = await beginCommand(tx, asker, order, now);
          if (!turn) throw new Refusal('not-signed-in');
          actor = turn.actor;
          if (turn.version === null) return storedReply(tx, order);
          const happenedAt = believedTime(saidAt, turn.actor.joined, now);
          await work({ ...changeIn(tx, turn.version, now, after), channels, actor: turn.actor, happenedAt });
          return null;
        });
        return before ? nothing(before) : { ...after, reply: { ok: true }, actor };
      } catch (error) {
        const refusal = error instanceof Refusal ? error : asConflict(error);
        if (!refusal)
          log('error', 'a command failed', { command: name, commandId: order.id, ...errorFields(error) });
        return nothing(refusal ? await refuse(asker, order, refusal, now) : failed);
      }
    },

    /** A change that nobody's command asks for, such as a connection lost. */
    async change(helplineId: string, work: (change: Change) => Promise<void>): Promise<CommittedChange> {
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
    },
  };

  async function refuse(
    asker: SignedIn,
    order: CommandKey,
    { code, message }: Refusal,
    now: Date,
  ): Promise<Reply> {
    const reply: Reply = { ok: false, code, message };
    if (code === 'not-signed-in') return reply;
    try {
      return await keepRefusal(db, asker, order, reply, now);
    } catch (error) {
      log('error', 'a refusal could not be kept', errorFields(error));
      return failed;
    }
  }
}

const failed: Reply = { ok: false, code: 'failed', message: refusals.failed };

const nothingYet = (helplineId: string): CommittedChange => ({
  helplineId,
  version: 0,
  pending: [],
  resyncs: new Set(),
});

function changeIn(tx: Tx, version: number, now: Date, after: CommittedChange): Omit<Change, 'channels'> {
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

/** An id that is taken already, by whatever it is, is the asker's mistake and not ours. */
function asConflict(error: unknown): Refusal | null {
  const uniqueViolation = '23505';
  if (!(error instanceof Error)) return null;
  return 'code' in error && error.code === uniqueViolation
    ? new Refusal('conflict')
    : asConflict(error.cause);
}
