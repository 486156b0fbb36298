import { Router } from 'express';
import * as v from 'valibot';
import { exportFormatWords, mayExportCalls, type ExportsPage } from '#shared/log-exports';
import { id, writtenText } from '#shared/shapes';
import { slugsOf } from '#shared/slugs';
import { isDay } from '#shared/text-checks';
import { helplineById } from '../helpline/queries.ts';
import { wordsOf } from '../lists/queries.ts';
import { changeAs } from '../platform/http/change-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { fileOf } from './export-files.ts';
import { callsToExport, noteExport } from './exporting.ts';
import { logExportsBefore } from './export-queries.ts';

const pageLength = 50;
const day = v.pipe(v.string(), v.check(isDay));
const wantedShape = v.pipe(
  v.strictObject({
    from: day,
    to: day,
    reason: writtenText,
    format: v.picklist(slugsOf(exportFormatWords)),
  }),
  v.check(({ from, to }) => from <= to),
);
const notTheirs = 'Taking out figures is for the managers.';
const wrong = 'Choose the first and the last week, the kind of file, and write why.';

/** Figures of calls as a file, which is not kept, and who took them out. Must be registered before the routes of one call. */
export function logExportRoutes(deps: Deps): Router {
  const { db, clock } = deps;
  const router = Router();

  router.post(
    '/api/calls/log/export',
    forViewer(deps, async (viewer, { body }, response) => {
      if (!mayExportCalls(viewer)) return sendRefusal(response, 'not-yours', notTheirs);
      const wanted = v.safeParse(wantedShape, body);
      if (!wanted.success) return sendRefusal(response, 'malformed', wrong);
      const { format, reason } = wanted.output;
      const { helplineId } = viewer;
      const { timeZone } = await helplineById(db, helplineId);
      const { rows, from, to } = await callsToExport(db, { helplineId, timeZone }, wanted.output, clock());
      await changeAs(deps, viewer, async (change, current) => {
        refuseUnless(mayExportCalls(current), 'not-yours', notTheirs);
        await noteExport(change, current, { format, reason, from, to });
      });
      const words = await wordsOf(db, helplineId);
      const { headers, parts } = await fileOf(format, rows, words, `calls-${from}-to-${to}`);
      response.set(headers);
      for await (const part of parts) response.write(part);
      response.end();
    }),
  );

  router.get(
    '/api/calls/log/exports',
    forViewer(deps, async (viewer, { query }, response) => {
      const before = v.safeParse(v.optional(id), query.before);
      if (!before.success) return sendRefusal(response, 'malformed');
      const found = await logExportsBefore(db, viewer.helplineId, before.output ?? null, pageLength + 1);
      const page: ExportsPage = { exports: found.slice(0, pageLength), more: found.length > pageLength };
      response.json(page);
    }),
  );
  return router;
}
