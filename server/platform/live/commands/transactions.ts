import { refusals, type Reply } from '#shared/refusals';
import type { Actor } from '#shared/viewer';
import type { SignedIn } from '../../auth/sign-ins.ts';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../database/db.ts';
import { errorFields, type Logger } from '../../logger.ts';
import type { Identity } from '../../identity.ts';
import { changeIn, nothingYet, type CommittedChange } from './change.ts';
import { Refusal, type Channels, type Context } from './command.ts';
import { beginCommand, keepRefusal, storedReply, type CommandKey } from './idempotency.ts';

type Outcome = CommittedChange & { reply: Reply; actor: Actor | null };
type Deps = { db: Db; clock: Clock; log: Logger; identity: Identity; channels: Channels };
export type Transactions = ReturnType<typeof openTransactions>;

/** Opens the one transaction of a command, and says afterwards what is to be sent. */
export function openTransactions({ db, clock, log, identity, channels }: Deps) {
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
          const turn = await beginCommand(tx, asker, order, { now, actorOf: identity.actor });
          if (!turn) throw new Refusal('not-signed-in');
          actor = turn.actor;
          if (turn.version === null) return storedReply(tx, asker.personId, order);
          const happenedAt = identity.happenedAt(saidAt, turn.actor, now);
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

/** An id that is taken already, by whatever it is, is the asker's mistake and not ours. */
function asConflict(error: unknown): Refusal | null {
  const uniqueViolation = '23505';
  if (!(error instanceof Error)) return null;
  return 'code' in error && error.code === uniqueViolation
    ? new Refusal('conflict')
    : asConflict(error.cause);
}
