import type { Request, RequestHandler, Response } from 'express';
import { lacksSecondFactor, waysOf } from '../credentials/ways.ts';
import type { PendingStep } from '../platform/auth/pending-steps.ts';
import { answerRefusals, sendRefusal } from '../platform/http/send.ts';
import { isTooFast } from '../platform/http/signed-in.ts';
import { refuseUnless, type Change } from '../platform/live/commands/command.ts';
import { endSteps, signInPersonById, type SignInPerson } from '../people/sign-in-queries.ts';
import { changeWays, firstCodes } from './change-ways.ts';
import { startSignIn, type SignInDeps } from './let-in-routes.ts';
import { isFresh } from './proof-queries.ts';

/** A person who changes their sign-in methods. `sessionHash` is null if they have to add a second factor before signing in. */
export type Owner = { person: SignInPerson; sessionHash: string | null; step: PendingStep | null };
type Serve = (owner: Owner, request: Request, response: Response) => Promise<void>;

/**
 * Wraps a route for the signed-in person with a proof of identity within five minutes: refuses `prove-first`, or `not-signed-in` for
 * nobody. In a trial the sign-in is enough. With `addFirst`, also for a person who has
 * entered the right password and has to add a passkey or an app first.
 */
export function forOwner(deps: SignInDeps, serve: Serve, { addFirst = false } = {}): RequestHandler {
  const { db, clock, settings } = deps;
  return async (request, response) => {
    const owner = await ownerOf(deps, request, addFirst);
    if (!owner) return sendRefusal(response, 'not-signed-in');
    const { sessionHash, step, person } = owner;
    if (isTooFast(deps, sessionHash ?? step?.idHash ?? person.id, request, response)) return;
    const proven = sessionHash === null || settings.trial || (await isFresh(db, sessionHash, clock()));
    if (!proven) return sendRefusal(response, 'prove-first');
    await answerRefusals(response, () => serve(owner, request, response));
  };
}

async function ownerOf({ db, signIns, steps }: SignInDeps, { headers }: Request, addFirst: boolean) {
  const signedIn = await signIns.whose(headers.cookie);
  const step = !signedIn && addFirst ? await steps.look('add-first', headers.cookie) : null;
  const personId = signedIn?.personId ?? step?.personId;
  const person = personId ? await signInPersonById(db, personId) : null;
  if (!person || person.suspendedAt) return null;
  if (step && !(await lacksSecondFactor(db, person))) return null;
  return { person, sessionHash: signedIn?.sessionHash ?? null, step };
}

/**
 * Adds a sign-in method, and answers with all of them and the codes to show. Signs in a person who had to add one first. With it
 * everything else that is half-finished ends: whoever began it may know no more than the password.
 */
export async function comeInWith(
  deps: SignInDeps,
  { person, step }: Owner,
  response: Response,
  { kind, add }: { kind: 'passkey-added' | 'app-added'; add: (change: Change) => Promise<void> },
): Promise<void> {
  const { db, settings } = deps;
  let codes: string[] = [];
  await changeWays(deps, { personId: person.id, helplineId: person.helplineId }, kind, async (change) => {
    const ended = await endSteps(change.tx, person.id);
    refuseUnless(!step || ended.includes(step.idHash), 'not-signed-in');
    await add(change);
    codes = await firstCodes(change, person.id);
  });
  if (step) response.append('Set-Cookie', await startSignIn(deps, response, person, step.keep));
  response.json({ ways: await waysOf(db, person.id, settings.trial), codes });
}
