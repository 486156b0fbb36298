import { hash, verify, type Options } from '@node-rs/argon2';

/** Argon2id with 19 MiB, two passes, one lane: OWASP's minimum. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** An unknown e-mail address is checked against this hash, so that it takes as long as a known one. */
const nobodysHash = hash('nobody signs in with this', cost);

export const hashPassword = (password: string) => hash(password, cost);

/** False for a wrong password and for a person without one. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? (await nobodysHash), password);
  return right && passwordHash !== null;
}
