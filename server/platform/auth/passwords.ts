import { hash, verify, type Options } from '@node-rs/argon2';

/** Argon2id at 19 MiB, two passes, one lane: the least that OWASP asks for. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What an unknown address is checked against, so that it takes as long as a known one. */
const nobodysHash = hash('nobody signs in with this', cost);

export const hashPassword = (password: string) => hash(password, cost);

/** False for a wrong password, and for a person who has none. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? (await nobodysHash), password);
  return right && passwordHash !== null;
}
