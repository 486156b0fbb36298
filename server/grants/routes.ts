import { Router } from 'express';
import * as v from 'valibot';
import { callInListAsSeenBy, mayOpenCalls } from '#shared/grants';
import { instant } from '#shared/shapes';
import { endedCallsBefore } from '../calls/list-queries.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';

const page = 50;

/** The list of calls for those who may open one with a reason: when, and who took it. */
export function grantRoutes(deps: Deps): Router {
  const { db, clock } = deps;
  const router = Router();

  router.get(
    '/api/grants/calls',
    forViewer(deps, async (viewer, request, response) => {
      if (!mayOpenCalls(viewer))
        return sendRefusal(response, 'not-yours', 'This list is for the managers and the supervisors.');
      const before = v.safeParse(v.optional(instant), request.query.before);
      if (!before.success) return sendRefusal(response, 'malformed');
      const from = before.output ? new Date(before.output) : clock();
      const calls = await endedCallsBefore(db, viewer, from, page + 1);
      const seen = calls.slice(0, page).map((call) => callInListAsSeenBy(viewer, call));
      response.json({ calls: seen, more: calls.length > page });
    }),
  );
  return router;
}
