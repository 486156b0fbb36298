import { Router } from 'express';
import { helplineById } from '../helpline/queries.ts';
import { personById } from '../people/queries.ts';
import { recordSignIn } from '../platform/audit-log/record-audit.ts';
import { viewerOf } from '../platform/http/signed-in.ts';
import type { SignInDeps } from './let-in-routes.ts';

/** Routes for who is signed in, and for signing out. */
export function sessionRoutes(deps: SignInDeps): Router {
  const { db, signIns, steps, live, clock, settings } = deps;
  const router = Router();

  /** Answers null instead of refusing if nobody is signed in, because every first visit begins with this request. */
  router.get('/api/me', async (request, response) => {
    const viewer = await viewerOf(deps, request);
    if (!viewer) return void response.json({ person: null, now: clock().getTime() });
    const [person, helpline] = await Promise.all([
      personById(db, viewer.helplineId, viewer.id),
      helplineById(db, viewer.helplineId),
    ]);
    response.json({ person, helpline, trial: settings.trial });
  });

  router.post('/api/sign-out', async (request, response) => {
    const signedIn = await signIns.whose(request.headers.cookie);
    response
      .set('Set-Cookie', await signIns.end(request.headers.cookie))
      .set('Clear-Site-Data', '"cache", "storage"');
    // Ends unfinished steps, so that the next person at this browser cannot complete them.
    for (const kind of ['second-step', 'add-first'] as const) await steps.take(kind, request.headers.cookie);
    if (signedIn) {
      live.dropSignIn(signedIn.sessionHash);
      await recordSignIn(deps, { ...signedIn, id: signedIn.personId }, 'signed-out');
    }
    response.status(204).end();
  });
  return router;
}
