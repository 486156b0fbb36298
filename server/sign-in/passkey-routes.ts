import { Router } from 'express';
import * as v from 'valibot';
import { passkeySignInShape } from '#shared/sign-in-shapes';
import { credentialById, notePasskeyUsed } from '../credentials/passkey-queries.ts';
import { signInPersonById } from '../people/sign-in-queries.ts';
import { checkPasskey, passkeyOptions, type RelyingParty } from '../platform/auth/webauthn.ts';
import { networkOf } from '../platform/auth/network-of.ts';
import { sendThrottled } from '../platform/auth/send-throttled.ts';
import { sendRefusal, sendTooFast } from '../platform/http/send.ts';
import { openLimit } from '../platform/rate-limit.ts';
import { letIn, noteCameIn, relyingPartyFor, type SignInDeps } from './let-in-routes.ts';

const unknown =
  'This passkey does not open anything here: it may have been removed, or it took too long. Try again, sign in another way, or ask your project manager for a new link.';
const minuteMs = 60_000;
/** Sign-ins begun in a minute from one network, on each server: each stores a challenge, and needs no secret. */
const mostBegun = 60;

/** Routes for signing in with a passkey, without an e-mail address. It counts as two factors: the device, and a finger or PIN. */
export function passkeyRoutes(deps: SignInDeps): Router {
  const { db, steps, throttle, clock } = deps;
  const router = Router();
  const begun = openLimit({ most: mostBegun, perMs: minuteMs, now: () => clock().getTime() });

  router.post('/api/sign-in/passkey/options', async (request, response) => {
    const party = relyingPartyFor(deps, request, response);
    if (!party) return;
    if (!begun.allows(networkOf(request.ip))) return sendTooFast(response, minuteMs / 1_000);
    const options = await passkeyOptions(party);
    response
      .append('Set-Cookie', await steps.begin('passkey', { challenge: options.challenge }))
      .json(options);
  });

  router.post('/api/sign-in/passkey', async (request, response) => {
    const asked = v.safeParse(passkeySignInShape, request.body);
    if (!asked.success) return sendRefusal(response, 'malformed', unknown);
    const party = relyingPartyFor(deps, request, response);
    if (!party) return;
    const { credential, keep } = asked.output;
    // Each passkey by itself: what others on the network try with another one delays nobody.
    const triedAs = `passkey ${credential.id}`;
    const { wait } = await throttle.count(triedAs, request.ip);
    if (wait > 0) return sendThrottled(response, wait);

    const step = await steps.take('passkey', request.headers.cookie);
    const personId = await ownerOfPasskey(deps, party, step?.challenge, credential);
    const person = personId === null ? null : await signInPersonById(db, personId);
    if (!person || person.suspendedAt) return sendRefusal(response, 'not-signed-in', unknown);
    await throttle.noteIn(triedAs, request.ip);
    await noteCameIn(deps, person, request.ip);
    await letIn(deps, response, person, { keep });
  });
  return router;
}

/** Verifies a passkey against its challenge and records its use. Returns the id of its owner; null if anything is wrong. */
export async function ownerOfPasskey(
  { db, clock }: Pick<SignInDeps, 'db' | 'clock'>,
  party: RelyingParty,
  challenge: string | null | undefined,
  credential: { id: string },
): Promise<string | null> {
  const known = challenge ? await credentialById(db, credential.id) : null;
  if (!known) return null;
  const counter = await checkPasskey(party, challenge!, credential, known);
  if (counter === null || !(await notePasskeyUsed(db, known, counter, clock()))) return null;
  return known.personId;
}
