import { appSecretOf, useStep } from '../credentials/app-queries.ts';
import { checkTotp } from '../platform/auth/one-time-codes.ts';
import type { Db } from '../platform/database/db.ts';

const notRight = 'That code is not right. Type the six figures that the app shows now.';
const usedBefore = 'That code was used before. Wait for the next one: it comes within half a minute.';

/** Checks and uses up a code of a person's authenticator app. Null if it was right, otherwise a sentence saying what to do. */
export async function checkCode(db: Db, personId: string, code: string, now: Date): Promise<string | null> {
  const secret = await appSecretOf(db, personId);
  const judged = secret === null ? 'That is not the code.' : judgeCode(secret, code, now);
  if (typeof judged === 'string') return judged;
  return (await useStep(db, personId, judged.step)) ? null : usedBefore;
}

/** The time step of a right code; otherwise a sentence saying what to do. */
export function judgeCode(secret: string, code: string, now: Date): { step: number } | string {
  const found = checkTotp(secret, code, now);
  if (found === null) return notRight;
  if ('step' in found) return found;
  const minutes = Math.max(1, Math.round(Math.abs(found.minutesAhead)));
  const off = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const way = found.minutesAhead > 0 ? 'ahead' : 'behind';
  return `The clock of your phone may be wrong: this code is ${off} ${way}. Let the phone set its time by itself, then type the next code.`;
}
