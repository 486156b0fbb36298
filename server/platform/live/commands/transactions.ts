import { refusals, type Reply } from '#shared/refusals';
import type { Actor } from '#shared/viewer';
import type { SignedIn } from '../../auth/sign-ins.ts';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../database/db.ts';
import { errorFields, type Logger } from '../../logger.ts';
import type { Identity } from '../../identity.ts';
import { changeIn, nothingYet, type CommittedChange } from './change.ts';
import { Refusal, type Channels, type Context } from './command.ts';
import { beginCommand, storeRefusal, storedReply, type CommandKey } from './idempotency.ts';

type Outcome = CommittedChange & { reply: Reply; actor: Actor | null };
type Deps = { db: Db; clock: Clock; log: Logger; identity: Identity; channels: Channels };
export type Transactions = ReturnType<typeof openTransactions>;

/** Runs each command in one transaction, and returns what has to be sent after the commit. */
export function openTransactions({ db, clock, log, identity, channels }: Deps) {
  return {
    /** Runs a command exactly once per id. A refusal rolls back and is stored as the reply; an unexpected error is not stored and not fatal. */
    async carryOut(
      asker: SignedIn,
      { name, commandKey, saidAt = null }: { name: string; commandKey: CommandKey; saidAt?: Date | null },
      work: (context: Context) => Promise<void>,
    ): Promise<Outcome> {
      const now = clock();
      const after = nothingYet(asker.helplineId);
      let actor: Actor | null = null;
      const nothing = (reply: Reply): Outcome => ({ ...nothingYet(asker.helplineId), reply, actor });
      try {
        const before = await db.transaction(async (tx) => {
          const begun = await beginCommand(tx, asker, commandKey, { now, actorOf: identity.actor });
          if (!begun) throw new Refusal('not-signed-in');
          actor = begun.actor;
          if (begun.version === null) return storedReply(tx, asker.personId, commandKey);
          const happenedAt = identity.happenedAt(saidAt, begun.actor, now);
          let isPermitted = false;
          const permitted = () => void (isPermitted = true);
          const change = { ...changeIn(tx, begun.version, now, after), channels };
          await work({ ...change, actor: begun.actor, happenedAt, saidAt, permitted });
          if (!isPermitted) throw new Error('A handler ended without having asked a permission.');
          return null;
        });
        return before ? nothing(before) : { ...after, reply: { ok: true }, actor };
      } catch (error) {
        const refusal = error instanceof Refusal ? error : asConflict(error);
        if (!refusal)
          log('error', 'a command failed', {
            command: name,
            commandId: commandKey.id,
            ...errorFields(error),
          });
        return nothing(refusal ? await refuse(asker, commandKey, refusal, now) : failed);
      }
    },
  };

  async function refuse(
    asker: SignedIn,
    commandKey: CommandKey,
    { code, message }: Refusal,
    now: Date,
  ): Promise<Reply> {
    const reply: Reply = { ok: false, code, message };
    if (code === 'not-signed-in') return reply;
    try {
      return await storeRefusal(db, asker, commandKey, reply, now);
    } catch (error) {
      log('error', 'a refusal could not be stored', { commandId: commandKey.id, ...errorFields(error) });
      return failed;
    }
  }
}

const failed: Reply = { ok: false, code: 'failed', message: refusals.failed };

/** A unique violation means that the client picked an id that is in use: the client's mistake, not a server fault. */
function asConflict(error: unknown): Refusal | null {
  const uniqueViolation = '23505';
  if (!(error instanceof Error)) return null;
  return 'code' in error && error.code === uniqueViolation
    ? new Refusal('conflict')
    : asConflict(error.cause);
}
