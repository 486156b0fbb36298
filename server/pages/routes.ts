import { Router } from 'express';
import * as v from 'valibot';
import { mayKeepShared } from '#shared/agreement';
import { pageAsSeenBy, type Manual } from '#shared/pages';
import { id, since } from '#shared/shapes';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { manualSince, pageById } from './queries.ts';
import { readingsFor } from './reading-queries.ts';
import { versionsOf } from './version-queries.ts';

/** The manual as each may read it: what changed since a version, and the versions of one page. */
export function pageRoutes(deps: Deps): Router {
  const router = Router();
  router.get(
    '/api/manual',
    forViewer(deps, async (viewer, request, response) => {
      const asked = v.safeParse(since, request.query.since);
      if (!asked.success) return sendRefusal(response, 'malformed');
      const { version, ids, changed } = await manualSince(deps.db, viewer, asked.output);
      const pages = changed.flatMap((page) => pageAsSeenBy(viewer, page) ?? []);
      const manual: Manual = { version, ids, pages, readings: await readingsFor(deps.db, viewer) };
      response.set('cache-control', 'no-store').json(manual);
    }),
  );
  router.get(
    '/api/manual/:pageId/versions',
    forViewer(deps, async (viewer, request, response) => {
      const asked = v.safeParse(id, request.params.pageId);
      const page = asked.success ? await pageById(deps.db, viewer.helplineId, asked.output) : null;
      const seen = page && pageAsSeenBy(viewer, page);
      if (!seen) return sendRefusal(response, 'not-found');
      const isHidden = seen.state !== 'published' && !mayKeepShared(viewer);
      const versions = isHidden ? [] : await versionsOf(deps.db, viewer.helplineId, seen.id);
      response.set('cache-control', 'no-store').json({ versions });
    }),
  );
  return router;
}
