import { isUnusedCode, useCode } from '../credentials/code-queries.ts';
import type { SignInPerson } from '../people/sign-in-queries.ts';
import type { Db } from '../platform/database/db.ts';
import { Refusal } from '../platform/live/commands/command.ts';
import { changeWays, type Changing } from './change-ways.ts';

/**
 * Uses up a recovery code, records it in the audit log, and tells its owner. False for a wrong or used one, which does not take the
 * helpline's lock: anybody may send many.
 */
export async function spendCode(
  deps: Changing & { db: Db },
  { id: personId, helplineId }: Pick<SignInPerson, 'id' | 'helplineId'>,
  typed: string,
): Promise<boolean> {
  if (!(await isUnusedCode(deps.db, personId, typed))) return false;
  try {
    await changeWays(deps, { personId, helplineId }, 'code-used', async ({ tx, now }) => {
      if (!(await useCode(tx, personId, typed, now))) throw new Refusal('not-found');
    });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
