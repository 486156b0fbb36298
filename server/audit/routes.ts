import { Router, type Request, type Response } from 'express';
import * as v from 'valibot';
import { mayReadAudit, type AuditPage } from '#shared/audit';
import { numberInAddress } from '#shared/shapes';
import type { Viewer } from '#shared/viewer';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { linesOfHelpline, linesOfPerson } from './queries.ts';

const pageLength = 50;
/** The number of the last line on the previous page. */
const beforeShape = v.optional(numberInAddress);

/** Routes for reading the audit log, newest first, 50 lines a page: one's own lines, and for managers those of the helpline. */
export function auditRoutes(deps: Deps): Router {
  const router = Router();

  router.get(
    '/api/audit/mine',
    forViewer(deps, (viewer, request, response) => sendPage(linesOfPerson, viewer, request, response)),
  );

  router.get(
    '/api/audit',
    forViewer(deps, async (viewer, request, response) => {
      if (!mayReadAudit(viewer)) return sendRefusal(response, 'not-yours', 'This list is for the managers.');
      await sendPage(linesOfHelpline, viewer, request, response);
    }),
  );
  return router;

  async function sendPage(
    read: typeof linesOfPerson,
    viewer: Viewer,
    { query }: Request,
    response: Response,
  ) {
    const before = v.safeParse(beforeShape, query.before);
    if (!before.success) return sendRefusal(response, 'malformed');
    const lines = await read(deps.db, viewer, before.output ?? null, pageLength + 1);
    const page: AuditPage = { lines: lines.slice(0, pageLength), more: lines.length > pageLength };
    response.json(page);
  }
}
