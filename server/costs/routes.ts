import { Router } from 'express';
import * as v from 'valibot';
import { assumptionShape, costCopyShape } from '#shared/cost-commands';
import { mayKeepCosts, type CostCopy, type CostsPage } from '#shared/costs';
import { id } from '#shared/shapes';
import { forChange, type Rule } from '../platform/http/change-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { reportLines } from '../reports/queries.ts';
import { fileOf } from './cost-file.ts';
import { keepCopy, setAssumption, sheetOf } from './making.ts';
import { assumptionLines, copyById, copyLines } from './queries.ts';

const notTheirs = 'What the line costs is for the managers: where there is one, it is somebody’s pay.';

const managersOnly: Rule = (viewer) => refuseUnless(mayKeepCosts(viewer), 'not-yours', notTheirs);

/** The cost model. It is worked out from what a report shows, and from nothing else. */
export function costRoutes(deps: Deps): Router {
  const { db } = deps;
  const router = Router();

  router.get(
    '/api/costs',
    forViewer(deps, async (viewer, { query }, response) => {
      if (!mayKeepCosts(viewer)) return sendRefusal(response, 'not-yours', notTheirs);
      const { helplineId } = viewer;
      const periods = (await reportLines(db, helplineId)).map(({ period }) => period);
      const wanted = periods.find((period) => period === query.period) ?? periods[0];
      const page: CostsPage = {
        periods,
        sheet: wanted === undefined ? null : await sheetOf(db, helplineId, wanted),
        assumptions: await assumptionLines(db, helplineId),
        copies: await copyLines(db, helplineId),
      };
      response.json(page);
    }),
  );

  router.post('/api/costs/assumptions', forChange(deps, managersOnly, assumptionShape, setAssumption));

  router.post('/api/costs', forChange(deps, managersOnly, costCopyShape, keepCopy));

  router.get(
    '/api/costs/:costId',
    forViewer(deps, async (viewer, { params }, response) => {
      const costId = v.safeParse(id, params.costId);
      const copy: CostCopy | null =
        mayKeepCosts(viewer) && costId.success ? await copyById(db, viewer.helplineId, costId.output) : null;
      if (!copy) return sendRefusal(response, 'not-found');
      response.json(copy);
    }),
  );

  router.post(
    '/api/costs/:costId/file',
    forViewer(deps, async (viewer, { params }, response) => {
      const costId = v.safeParse(id, params.costId);
      const copy =
        mayKeepCosts(viewer) && costId.success ? await copyById(db, viewer.helplineId, costId.output) : null;
      if (!copy) return sendRefusal(response, 'not-found');
      const { headers, parts } = fileOf(copy);
      response.set(headers);
      for await (const part of parts) response.write(part);
      response.end();
    }),
  );
  return router;
}
