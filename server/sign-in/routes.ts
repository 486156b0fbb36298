import { Router } from 'express';
import * as v from 'valibot';
import { redeemShape, signInShape } from '#shared/people';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { viewerOf } from '../platform/http/signed-in.ts';
import { helplineOfInvitation, takeInvitation } from '../invitations/queries.ts';
import { passwordOf, personById, setPassword } from '../people/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { hashOf } from '../platform/auth/adapter.ts';
import { hashPassword, isPassword } from '../platform/auth/passwords.ts';
import { openLoginThrottle } from '../platform/auth/login-throttle.ts';
import { sendThrottled } from '../platform/auth/send-throttled.ts';
import { unlock } from './unlock-routes.ts';

const wrongPair = 'This e-mail address and password do not belong together. Check both and try again.';
const worn = 'This link has been used already, or is too old. Ask for a new one.';

export function signInRoutes(deps: Deps): Router {
  const { db, signIns, live, clock, settings } = deps;
  const throttle = openLoginThrottle();
  const router = Router();

  /** Nobody being signed in is an answer here, not a refusal: every first look begins with this question. */
  router.get('/api/me', async (request, response) => {
    const viewer = await viewerOf(deps, request);
    if (!viewer) return void response.json({ person: null, now: clock().getTime() });
    const [person, helpline] = await Promise.all([
      personById(db, viewer.helplineId, viewer.id),
      helplineById(db, viewer.helplineId),
    ]);
    response.json({ person, helpline, trial: settings.trial });
  });

  router.post('/api/sign-in', async (request, response) => {
    const asked = v.safeParse(signInShape, request.body);
    if (!asked.success)
      return sendRefusal(response, 'malformed', 'Type your e-mail address and your password.');
    const { email, password } = asked.output;
    const wait = await throttle.waitFor(email, request.ip);
    if (wait > 0) return sendThrottled(response, wait);

    const known = await passwordOf(db, email);
    const right = await isPassword(known?.passwordHash ?? null, password);
    if (!right || !known || known.suspendedAt) {
      await throttle.noteFailure(request.ip);
      return sendRefusal(response, 'not-signed-in', wrongPair);
    }
    await throttle.forget(email, request.ip);
    response
      .set('Set-Cookie', await signIns.start(known.id))
      .json({ person: await personById(db, known.helplineId, known.id) });
  });

  router.post('/api/unlock', unlock(deps, throttle));

  router.post('/api/sign-out', async (request, response) => {
    const signedIn = await signIns.whose(request.headers.cookie);
    response
      .set('Set-Cookie', await signIns.end(request.headers.cookie))
      .set('Clear-Site-Data', '"cache", "storage"');
    if (signedIn) live.dropSignIn(signedIn.sessionHash);
    response.status(204).end();
  });

  router.post('/api/invitations/redeem', async (request, response) => {
    const asked = v.safeParse(redeemShape, request.body);
    if (!asked.success)
      return sendRefusal(
        response,
        'malformed',
        'Choose a password of at least 15 characters. Three or four words are easy to keep in mind.',
      );
    const secretHash = hashOf(asked.output.secret);
    const helplineId = await helplineOfInvitation(db, secretHash, clock());
    if (!helplineId) return sendRefusal(response, 'not-found', worn);

    const passwordHash = await hashPassword(asked.output.password);
    let personId: string | null = null;
    await live.change(helplineId, async ({ tx, version, now, announce, resync }) => {
      const invitation = await takeInvitation(tx, secretHash, now);
      if (!invitation) return;
      personId = invitation.personId;
      announce('person:changed', await setPassword(tx, invitation.personId, version, passwordHash, now));
      resync(invitation.personId);
    });
    if (!personId) return sendRefusal(response, 'not-found', worn);
    response
      .set('Set-Cookie', await signIns.start(personId))
      .json({ person: await personById(db, helplineId, personId) });
  });
  return router;
}
