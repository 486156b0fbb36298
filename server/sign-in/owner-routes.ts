import type { Request, RequestHandler, Response } from 'express';
import { waysOf } from '../credentials/ways.ts';
import type { PendingStep } from '../platform/auth/pending-steps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { Refusal } from '../platform/live/commands/command.ts';
import { signInPersonById, type SignInPerson } from '../people/sign-in-queries.ts';
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
    const { sessionHash } = owner;
    const proven = sessionHash === null || settings.trial || (await isFresh(db, sessionHash, clock()));
    if (!proven) return sendRefusal(response, 'prove-first');
    try {
      await serve(owner, request, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendRefusal(response, error.code, error.message);
    }
  };
}

async function ownerOf({ db, signIns, steps }: SignInDeps, { headers }: Request, addFirst: boolean) {
  const signedIn = await signIns.whose(headers.cookie);
  const step = !signedIn && addFirst ? await steps.look('add-first', headers.cookie) : null;
  const personId = signedIn?.personId ?? step?.personId;
  const person = personId ? await signInPersonById(db, personId) : null;
  if (!person || person.suspendedAt) return null;
  return { person, sessionHash: signedIn?.sessionHash ?? null, step };
}

/** Answers with the sign-in methods and the codes to show. Signs in a person who had to add a method first. */
export async function comeInWith(
  deps: SignInDeps,
  { person, step }: Owner,
  response: Response,
  codes: string[],
): Promise<void> {
  const { db, steps, settings } = deps;
  if (step) {
    await steps.end(step.idHash);
    response.append('Set-Cookie', await startSignIn(deps, response, person, step.keep));
  }
  response.json({ ways: await waysOf(db, person.id, settings.trial), codes });
}
