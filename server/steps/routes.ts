import { Router } from 'express';
import type { DoneShift } from '#shared/steps';
import type { Deps } from '../platform/http/deps.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { placedShiftsOf } from '../shifts/placed-queries.ts';

/** One's own shifts that are over, listed when they are asked for. Nobody can ask for those of somebody else. */
export function stepRoutes(deps: Deps): Router {
  const { db, clock } = deps;
  const router = Router();
  router.get(
    '/api/steps/shifts',
    forViewer(deps, async ({ id }, _request, response) => {
      const now = clock();
      const placed = await placedShiftsOf(db, [id], { from: new Date(0), to: now });
      const over = placed.filter(({ endsAt }) => Date.parse(endsAt) <= now.getTime());
      const answer: DoneShift[] = over.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
      response.json(answer);
    }),
  );
  return router;
}
