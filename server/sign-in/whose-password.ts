import { signInPeopleByEmail, type SignInPerson } from '../people/sign-in-queries.ts';
import { severalHelplines } from '../helpline/queries.ts';
import { isPassword } from '../platform/auth/passwords.ts';
import type { Db } from '../platform/database/db.ts';

type Given = { email: string; password: string; helplineId?: string | undefined };

/** `opensAll`: it is the password of everybody with this address, so nothing is left to guess. */
type Whose = { people: SignInPerson[]; opensAll: boolean };

/**
 * Whom an e-mail address and a password let in: in each helpline that the address is used in, or in the one given. Nobody suspended.
 * Where there are several helplines two passwords are always checked, so that the time does not tell that an address is used twice.
 */
export async function whoseThatIs(db: Db, given: Given, isKnown: boolean): Promise<Whose> {
  const [found, several] = await Promise.all([signInPeopleByEmail(db, given.email), severalHelplines(db)]);
  const hashes = found.map(({ passwordHash }) => passwordHash);
  while (hashes.length < (several ? 2 : 1)) hashes.push(null);
  const right: boolean[] = [];
  for (const one of hashes) right.push(await isPassword(one, given.password, isKnown));
  const isMeant = ({ helplineId }: SignInPerson) => helplineId === (given.helplineId ?? helplineId);
  const people = found.filter((one, index) => right[index] && isMeant(one) && one.suspendedAt === null);
  return { people, opensAll: found.every((_one, index) => right[index]) };
}
