import { signInPeopleByEmail, type SignInPerson } from '../people/sign-in-queries.ts';
import { severalHelplines } from '../helpline/queries.ts';
import { isPassword } from '../platform/auth/passwords.ts';
import type { Db } from '../platform/database/db.ts';

type Given = { email: string; password: string; helplineId?: string | undefined };

/**
 * Whom an e-mail address and a password let in: in each helpline that the address is used in, or in the one given. Nobody suspended.
 * Where there are several helplines two passwords are always checked, so that the time does not tell that an address is used twice.
 */
export async function whoseThatIs(db: Db, given: Given, isKnown: boolean): Promise<SignInPerson[]> {
  const [found, several] = await Promise.all([signInPeopleByEmail(db, given.email), severalHelplines(db)]);
  const meant = found.filter(({ helplineId }) => helplineId === (given.helplineId ?? helplineId));
  const hashes = meant.map(({ passwordHash }) => passwordHash);
  while (hashes.length < (several ? 2 : 1)) hashes.push(null);
  const right: boolean[] = [];
  for (const one of hashes) right.push(await isPassword(one, given.password, isKnown));
  return meant.filter(({ suspendedAt }, index) => right[index] && suspendedAt === null);
}
