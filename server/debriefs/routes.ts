import { Router } from 'express';
import * as v from 'valibot';
import { id } from '#shared/shapes';
import { readAs } from '../platform/database/read-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { invitationTo } from './invitation.ts';
import { debriefById } from './queries.ts';

export function debriefRoutes(deps: Deps): Router {
  const router = Router();
  router.get(
    '/api/debriefs/:debriefId/invitation.ics',
    forViewer(deps, async (viewer, request, response) => {
      const debriefId = v.safeParse(id, request.params.debriefId);
      const debrief = debriefId.success
        ? await readAs(deps.db, viewer.id, (tx) => debriefById(tx, viewer.helplineId, debriefId.output))
        : null;
      const isTheirs = debrief && (debrief.askedBy === viewer.id || debrief.assignedTo === viewer.id);
      const invitation = isTheirs && invitationTo(debrief);
      if (!invitation) return sendRefusal(response, 'not-found', 'There is no agreed time here.');
      response
        .attachment('alongside.ics')
        .set('Content-Type', 'text/calendar; charset=utf-8; method=PUBLISH')
        .send(invitation);
    }),
  );
  return router;
}
