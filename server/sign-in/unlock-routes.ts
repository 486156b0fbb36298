import { Router } from 'express';
import * as v from 'valibot';
import { passkeyShape, passwordShape } from '#shared/sign-in-shapes';
import { credentialsOf } from '../credentials/passkey-queries.ts';
import { signInPersonById } from '../people/sign-in-queries.ts';
import { isPassword } from '../platform/auth/passwords.ts';
import { sendThrottled } from '../platform/auth/send-throttled.ts';
import { passkeyOptions } from '../platform/auth/webauthn.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forSignedIn } from '../platform/http/signed-in.ts';
import { relyingPartyFor, type SignInDeps } from './let-in-routes.ts';
import { ownerOfPasskey } from './passkey-routes.ts';
import { noteProof } from './proof-queries.ts';

const notTheirs = 'That is not your password. What you typed before is still here. Try again.';
const notTheirPasskey = 'That is not your passkey. What you typed before is still here. Try again.';
const noPasskey = 'You have no passkey for this address. Type your password.';

/** Routes by which the signed-in person proves their identity again: to unlock the screen, and before changing sign-in methods. */
export function unlockRoutes(deps: SignInDeps): Router {
  const { db, steps, throttle, clock } = deps;
  const router = Router();

  router.post(
    '/api/unlock',
    forSignedIn(deps, async (signedIn, request, response) => {
      const asked = v.safeParse(passwordShape, request.body);
      if (!asked.success) return sendRefusal(response, 'malformed', 'Type your password.');
      const person = await signInPersonById(db, signedIn.personId);
      const unlocking = `unlocking of ${signedIn.personId}`;
      const wait = await throttle.countOwn(unlocking, request.ip);
      if (wait > 0) return sendThrottled(response, wait);

      if (!(await isPassword(person?.passwordHash ?? null, asked.output.password, true)))
        return sendRefusal(response, 'not-signed-in', notTheirs);
      await throttle.noteOwn(unlocking, request.ip);
      await noteProof(db, signedIn.sessionHash, clock());
      response.status(204).end();
    }),
  );

  router.post(
    '/api/unlock/passkey/options',
    forSignedIn(deps, async (signedIn, request, response) => {
      const party = relyingPartyFor(deps, request, response);
      if (!party) return;
      const known = await credentialsOf(db, signedIn.personId);
      if (known.length === 0) return sendRefusal(response, 'conflict', noPasskey);
      const options = await passkeyOptions(party, known);
      const { challenge } = options;
      response
        .append('Set-Cookie', await steps.begin('proof', { challenge, personId: signedIn.personId }))
        .json(options);
    }),
  );

  router.post(
    '/api/unlock/passkey',
    forSignedIn(deps, async (signedIn, request, response) => {
      const asked = v.safeParse(passkeyShape, request.body);
      if (!asked.success) return sendRefusal(response, 'malformed', notTheirPasskey);
      const party = relyingPartyFor(deps, request, response);
      if (!party) return;
      const unlocking = `passkeys of ${signedIn.personId}`;
      const wait = await throttle.countOwn(unlocking, request.ip);
      if (wait > 0) return sendThrottled(response, wait);
      const step = await steps.take('proof', request.headers.cookie);
      const challenge = step?.personId === signedIn.personId ? step.challenge : null;
      const owner = await ownerOfPasskey(deps, party, challenge, asked.output.credential);
      if (owner !== signedIn.personId) return sendRefusal(response, 'not-signed-in', notTheirPasskey);
      await throttle.noteOwn(unlocking, request.ip);
      await noteProof(db, signedIn.sessionHash, clock());
      response.status(204).end();
    }),
  );
  return router;
}
