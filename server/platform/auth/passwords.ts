import { hash, verify, type Options } from '@node-rs/argon2';
import { openConcurrencyLimit } from './concurrency-limit.ts';

/** Argon2id with 19 MiB, two passes, one lane: OWASP's minimum. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash occupies a processor core, so two run at a time and leave the rest to people at work. A full queue throws `TooManyWaiting`. */
const inTurn = openConcurrencyLimit({ atOnce: 2, waiting: 20 });

/** An unknown e-mail address is checked against this hash, so that it takes as long as a known one. */
const nobodysHash = hash('nobody signs in with this', cost);

export const hashPassword = (password: string) => inTurn(() => hash(password, cost), true);

/** False for a wrong password and for a person without one. `first`: takes precedence over people from unknown networks. */
export async function isPassword(
  passwordHash: string | null,
  password: string,
  first = false,
): Promise<boolean> {
  const compared = passwordHash ?? (await nobodysHash);
  const right = await inTurn(() => verify(compared, password), first);
  return right && passwordHash !== null;
}
