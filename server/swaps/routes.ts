import { Router } from 'express';
import { partnerDays } from '#shared/swaps';
import { daysBefore } from '../platform/clock.ts';
import type { Deps } from '../platform/http/deps.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { partnersOf } from './roster-queries.ts';

/** Whom the viewer may ask by name: everybody they have lately shared a shift with, or will. */
export function swapRoutes(deps: Deps): Router {
  const router = Router();
  router.get(
    '/api/swaps/partners',
    forViewer(deps, async (viewer, _request, response) => {
      const since = daysBefore(deps.clock(), partnerDays);
      response.json({ partners: await partnersOf(deps.db, viewer.id, since) });
    }),
  );
  return router;
}
