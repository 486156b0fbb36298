import { Router } from 'express';
import * as v from 'valibot';
import { callBackAsSeenBy, mayReadNumber } from '#shared/call-backs';
import { id } from '#shared/shapes';
import type { Viewer } from '#shared/viewer';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { changeAs } from '../platform/http/change-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { numberOf } from './number-queries.ts';
import { callBackById } from './queries.ts';

const notNow =
  'The number is shown to the two who ring, within the time that was agreed. It is in the kit phone’s list too.';

/** The number that a caller may be reached on: within the agreed time, to the two who ring, and written down before it is shown. */
export function callBackRoutes(deps: Deps): Router {
  const router = Router();
  router.post(
    '/api/call-backs/:callBackId/number',
    forViewer(deps, async (viewer, request, response) => {
      response.set('cache-control', 'no-store');
      const asked = v.safeParse(id, request.params.callBackId);
      const row = asked.success ? await callBackById(deps.db, viewer.helplineId, asked.output) : null;
      if (!row || !callBackAsSeenBy(viewer, row)) return sendRefusal(response, 'not-found');
      const number = await numberFor(viewer, row.id);
      if (number === null) return sendRefusal(response, 'conflict', notNow);
      response.json({ number });
    }),
  );
  return router;

  async function numberFor(viewer: Viewer, callBackId: string): Promise<string | null> {
    let number: string | null = null;
    await changeAs(deps, viewer, async (change, current) => {
      const { tx, helplineId, now } = change;
      const row = await callBackById(tx, helplineId, callBackId);
      if (!row || !mayReadNumber(current, row, now.getTime())) return;
      await recordAudit({ ...change, actor: current }, 'number-shown', callBackId);
      number = await numberOf(tx, callBackId);
    });
    return number;
  }
}
