import { Router } from 'express';
import * as v from 'valibot';
import { callAsSeenBy } from '#shared/calls';
import { id, instant } from '#shared/shapes';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { ownCallsBefore } from './list-queries.ts';
import { callById } from './queries.ts';

const page = 50;

export function callRoutes(deps: Deps): Router {
  const { db, clock } = deps;
  const router = Router();

  router.get(
    '/api/calls/mine',
    forViewer(deps, async (viewer, request, response) => {
      const before = v.safeParse(v.optional(instant), request.query.before);
      if (!before.success) return sendRefusal(response, 'malformed');
      const calls = await ownCallsBefore(
        db,
        viewer,
        before.output ? new Date(before.output) : clock(),
        page + 1,
      );
      const seen = calls.slice(0, page).map((call) => callAsSeenBy(viewer, call));
      response.json({ calls: seen, more: calls.length > page });
    }),
  );

  router.get(
    '/api/calls/:callId',
    forViewer(deps, async (viewer, request, response) => {
      const callId = v.safeParse(id, request.params.callId);
      const found = callId.success ? await callById(db, viewer.helplineId, callId.output) : null;
      const call = found && callAsSeenBy(viewer, found);
      if (!call)
        return sendRefusal(response, 'not-found', 'This call is not here, or it is not open to you.');
      response.json({ call });
    }),
  );
  return router;
}
