import { Router } from 'express';
import { countedDays, mayCountFlags } from '#shared/flags';
import { daysBefore } from '../platform/clock.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { countFlags } from './queries.ts';

export function flagRoutes(deps: Deps): Router {
  const { db, clock } = deps;
  const router = Router();

  router.get(
    '/api/flags/count',
    forViewer(deps, async (viewer, _request, response) => {
      if (!mayCountFlags(viewer))
        return sendRefusal(response, 'not-yours', 'How many flags there are is for the managers to know.');
      const since = daysBefore(clock(), countedDays);
      response.json(await countFlags(db, viewer.helplineId, since));
    }),
  );
  return router;
}
