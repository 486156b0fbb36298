import { Router } from 'express';
import * as v from 'valibot';
import type { ListHistory } from '#shared/list-history';
import { numberInAddress } from '#shared/shapes';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { settledBefore } from './history-queries.ts';

const pageLength = 25;
/** The version of the last change on the previous page. */
const beforeShape = v.optional(numberInAddress);

/** What became of proposed changes to the lists. Everybody in the helpline reads it, as they read what is proposed. */
export function listRoutes(deps: Deps): Router {
  const router = Router();
  router.get(
    '/api/lists/history',
    forViewer(deps, async (viewer, { query }, response) => {
      const before = v.safeParse(beforeShape, query.before);
      if (!before.success) return sendRefusal(response, 'malformed');
      const found = await settledBefore(deps.db, viewer.helplineId, before.output ?? null, pageLength + 1);
      const page: ListHistory = { changes: found.slice(0, pageLength), more: found.length > pageLength };
      response.json(page);
    }),
  );
  return router;
}
