import { knownPassword, passwordProblem, shortestPassword } from '#shared/passwords';
import { appSecretOf } from '../credentials/app-queries.ts';
import { helplineById } from '../helpline/queries.ts';
import type { SignInPerson } from '../people/sign-in-queries.ts';
import { isKnownPassword } from '../platform/auth/known-passwords.ts';
import { hashPassword } from '../platform/auth/passwords.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';

export type NewPassword = { passwordHash: string; passwordIsShort: boolean };

/** The password to store, or a sentence saying why it is refused. `losesApp`: the authenticator app is lost, so the password needs its full length. */
export async function newPassword(
  db: Db,
  person: SignInPerson,
  password: string,
  losesApp = false,
): Promise<NewPassword | string> {
  const [helpline, secret] = await Promise.all([
    helplineById(db, person.helplineId),
    appSecretOf(db, person.id),
  ]);
  const problem = passwordProblem(password, {
    hasApp: secret !== null && !losesApp,
    names: ['Alongside', helpline.name, person.firstName, person.email ?? ''],
  });
  if (problem !== null) return problem;
  if (await isKnownPassword(password)) return knownPassword;
  return {
    passwordHash: await hashPassword(password),
    passwordIsShort: password.length < shortestPassword,
  };
}

/** Refuses a short password, in the transaction that stores it, if the authenticator app that it takes was removed meanwhile. */
export async function refuseIfTooShortNow(
  tx: Tx,
  personId: string,
  { passwordIsShort }: NewPassword,
): Promise<void> {
  if (!passwordIsShort) return;
  const hasApp = (await appSecretOf(tx, personId)) !== null;
  refuseUnless(
    hasApp,
    'conflict',
    `Your authenticator app was turned off meanwhile. Choose a password of at least ${shortestPassword} characters.`,
  );
}
