import { Router } from 'express';
import * as v from 'valibot';
import { mayKeepShared } from '#shared/agreement';
import { serviceAsSeenBy, type Directory } from '#shared/directory';
import { id, since } from '#shared/shapes';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { directorySince, serviceById } from './queries.ts';
import { versionsOf } from './version-queries.ts';

/** The directory as each may read it: what changed since a version, and the versions of one service. */
export function serviceRoutes(deps: Deps): Router {
  const router = Router();
  router.get(
    '/api/directory',
    forViewer(deps, async (viewer, request, response) => {
      const asked = v.safeParse(since, request.query.since);
      if (!asked.success) return sendRefusal(response, 'malformed');
      const { changed, ...rest } = await directorySince(deps.db, viewer, asked.output);
      const services = changed.flatMap((service) => serviceAsSeenBy(viewer, service) ?? []);
      const directory: Directory = { ...rest, services };
      response.set('cache-control', 'no-store').json(directory);
    }),
  );
  router.get(
    '/api/directory/:serviceId/versions',
    forViewer(deps, async (viewer, request, response) => {
      const asked = v.safeParse(id, request.params.serviceId);
      const service = asked.success ? await serviceById(deps.db, viewer.helplineId, asked.output) : null;
      const seen = service && serviceAsSeenBy(viewer, service);
      if (!seen) return sendRefusal(response, 'not-found');
      const isHidden = seen.state !== 'published' && !mayKeepShared(viewer);
      const versions = isHidden ? [] : await versionsOf(deps.db, viewer.helplineId, seen.id);
      response.set('cache-control', 'no-store').json({ versions });
    }),
  );
  return router;
}
