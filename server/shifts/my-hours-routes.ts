import { Router } from 'express';
import type { MyHours } from '#shared/my-hours';
import { helplineById } from '../helpline/queries.ts';
import type { Deps } from '../platform/http/deps.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { myHours } from './my-hours.ts';

/** One's own hours. Nobody can ask for those of somebody else: the address has no place for a person. */
export function myHoursRoutes(deps: Deps): Router {
  const { db, clock } = deps;
  const router = Router();
  router.get(
    '/api/rota/my-hours',
    forViewer(deps, async (viewer, _request, response) => {
      const { timeZone } = await helplineById(db, viewer.helplineId);
      const answer: MyHours = await myHours(db, viewer.id, timeZone, clock());
      response.json(answer);
    }),
  );
  return router;
}
