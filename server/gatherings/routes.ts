import { Router } from 'express';
import * as v from 'valibot';
import {
  gatheringAsSeenBy,
  gatheringLineAsSeenBy,
  isInvited,
  mayPlanGathering,
} from '#shared/gathering-rules';
import { gatheringKindWords, mostMinutes } from '#shared/gatherings';
import { day, id } from '#shared/shapes';
import { slugsOf } from '#shared/slugs';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { linesOfGathering } from './line-queries.ts';
import { proposedTimes } from './proposed-times.ts';
import { gatheringById } from './queries.ts';

const timesAsked = v.object({
  kind: v.picklist(slugsOf(gatheringKindWords)),
  around: day,
  minutes: v.pipe(
    v.string(),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(10),
    v.maxValue(mostMinutes),
  ),
  with: v.optional(id),
});

/** The times that could be proposed, and the lines of a gathering that is too old for a welcome. */
export function gatheringRoutes(deps: Deps): Router {
  const router = Router();
  router.get(
    '/api/gatherings/times',
    forViewer(deps, async (viewer, { query }, response) => {
      const asked = v.safeParse(timesAsked, query);
      if (!asked.success || (asked.output.kind === 'one-to-one') !== (asked.output.with !== undefined))
        return sendRefusal(response, 'malformed');
      if (!mayPlanGathering(viewer, asked.output.kind)) return sendRefusal(response, 'not-yours');
      response.json({ times: await proposedTimes(deps.db, viewer, asked.output, deps.clock()) });
    }),
  );
  router.get(
    '/api/gatherings/:id/lines',
    forViewer(deps, async (viewer, { params }, response) => {
      const asked = v.safeParse(id, params.id);
      const found = asked.success ? await gatheringById(deps.db, viewer.helplineId, asked.output) : null;
      const gathering = found && gatheringAsSeenBy(viewer, found);
      if (!gathering || !isInvited(viewer, gathering)) return sendRefusal(response, 'not-found');
      const lines = await linesOfGathering(deps.db, gathering.id);
      response.json({ lines: lines.flatMap((line) => gatheringLineAsSeenBy(viewer, line) ?? []) });
    }),
  );
  return router;
}
