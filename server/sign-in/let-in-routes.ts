import type { Request, Response } from 'express';
import { lacksSecondFactor } from '../credentials/ways.ts';
import { personById } from '../people/queries.ts';
import { signInPeopleByEmail, signInPersonById, type SignInPerson } from '../people/sign-in-queries.ts';
import { recordSignIn } from '../platform/audit-log/record-audit.ts';
import { kindOfBrowser } from '../platform/auth/kind-of-browser.ts';
import { relyingPartyOf, type RelyingParty } from '../platform/auth/webauthn.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import type { LoginThrottle } from '../platform/auth/login-throttle.ts';
import type { PendingSteps } from '../platform/auth/pending-steps.ts';

const changedMeanwhile = 'How you sign in has changed meanwhile. Sign in again.';

/** Dependencies of the sign-in routes. */
export type SignInDeps = Deps & { throttle: LoginThrottle; steps: PendingSteps };

/**
 * Starts a sign-in, which with `keep` survives closing the browser; `codes` are included in the response. A manager or supervisor
 * without a second factor has to add one first, except during a shift of theirs, where their partner waits for them.
 * Refuses `not-signed-in` for somebody who was suspended, or has another password, since `person` was read to be checked.
 */
export async function letIn(
  deps: SignInDeps,
  response: Response,
  person: SignInPerson,
  { keep = false, ...more }: { keep?: boolean; codes?: string[] } = {},
): Promise<void> {
  const { db, steps, identity, settings, clock } = deps;
  const current = await signInPersonById(db, person.id);
  const isSame = current?.suspendedAt === null && current.passwordHash === person.passwordHash;
  if (!isSame) return sendRefusal(response, 'not-signed-in', changedMeanwhile);
  if (!settings.trial && (await lacksSecondFactor(db, current))) {
    const [viewer] = await identity.viewers(db, [person.id], clock());
    if (viewer?.shiftIds.length === 0) {
      response.append('Set-Cookie', await steps.begin('add-first', { personId: person.id, keep }));
      return void response.json({ addFirst: true });
    }
  }
  response
    .append('Set-Cookie', await startSignIn(deps, response, person, keep))
    .json({ person: await personById(db, person.helplineId, person.id), ...more });
}

/**
 * Somebody comes in by more than a password: what was counted of their address is over. Not where another helpline has the address too,
 * since whoever comes in there could go on guessing the password of the person here.
 */
export async function noteCameIn(
  { db, throttle }: Pick<SignInDeps, 'db' | 'throttle'>,
  { email }: Pick<SignInPerson, 'email'>,
  address: string | undefined,
): Promise<void> {
  if (email === null) return;
  const isOnly = (await signInPeopleByEmail(db, email)).length === 1;
  if (isOnly) await throttle.noteIn(email, address);
}

/** The Set-Cookie value of a new sign-in; the pages of those that it ends are disconnected on every server. */
export async function startSignIn(
  deps: Pick<Deps, 'db' | 'clock' | 'log' | 'signIns' | 'live'>,
  response: Response,
  person: Pick<SignInPerson, 'id' | 'helplineId'>,
  keep: boolean,
): Promise<string> {
  const { signIns, live } = deps;
  const { cookie, 'user-agent': userAgent } = response.req.headers;
  for (const ended of await signIns.makeRoom(person.id, cookie)) live.dropSignIn(ended);
  await recordSignIn(deps, person, 'signed-in');
  return signIns.start(person.id, { keep, browser: kindOfBrowser(userAgent) });
}

/** The relying party of a request; sends a refusal and returns null where passkeys cannot work. */
export function relyingPartyFor(
  { settings }: Pick<SignInDeps, 'settings'>,
  request: Request,
  response: Response,
): RelyingParty | null {
  const party = relyingPartyOf(request.headers.origin, settings.origins);
  if (!party)
    sendRefusal(
      response,
      'conflict',
      'Passkeys do not work at this address. They need the address by name, not in figures.',
    );
  return party;
}
