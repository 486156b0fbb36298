import { needsSecondFactor, type SignInWays } from '#shared/credentials';
import type { Db, Tx } from '../platform/database/db.ts';
import { signInPersonById, type SignInPerson } from '../people/sign-in-queries.ts';
import { appSecretOf } from './app-queries.ts';
import { codesLeft } from './code-queries.ts';
import { countPasskeys, passkeysOf } from './passkey-queries.ts';

/** The sign-in methods of a person. A trial requires no second factor. */
export async function waysOf(tx: Db | Tx, personId: string, trial: boolean): Promise<SignInWays> {
  const [person, passkeys, secret, left] = await Promise.all([
    signInPersonById(tx, personId),
    passkeysOf(tx, personId),
    appSecretOf(tx, personId),
    codesLeft(tx, personId),
  ]);
  return {
    passkeys,
    hasPassword: person?.passwordHash != null,
    passwordIsShort: person?.passwordIsShort ?? false,
    hasApp: secret !== null,
    codesLeft: left,
    needsSecondFactor: !trial && person !== null && needsSecondFactor(person),
  };
}

/** Whether this manager or supervisor has neither a passkey nor an app, and has to add one first. */
export async function lacksSecondFactor(tx: Db | Tx, person: SignInPerson): Promise<boolean> {
  if (!needsSecondFactor(person)) return false;
  const [passkeys, secret] = await Promise.all([countPasskeys(tx, person.id), appSecretOf(tx, person.id)]);
  return passkeys === 0 && secret === null;
}
