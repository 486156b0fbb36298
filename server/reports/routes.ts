import { Router } from 'express';
import * as v from 'valibot';
import { exportFormatWords } from '#shared/log-exports';
import { periodOf } from '#shared/periods';
import { mayMakeReports, type Report, type ReportsPage } from '#shared/reports';
import { id, writtenText } from '#shared/shapes';
import { slugsOf } from '#shared/slugs';
import { fileOf } from './report-file.ts';
import { noteExport } from '../call-log/exporting.ts';
import { recordsKeptBy } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { changeAs } from '../platform/http/change-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { knownOf, makeReport, periodsToMake } from './making.ts';
import { firstShiftAt, reportById, reportLines } from './queries.ts';

const wantedShape = v.strictObject({ period: v.string() });
const fileShape = v.strictObject({ format: v.picklist(slugsOf(exportFormatWords)), reason: writtenText });
const noSuchPeriod = 'Choose a month, a quarter or a year.';
const notTheirs = 'Reports are made by the managers. You can read each that was made.';
const wrongFile = 'Choose the kind of file, and write why.';

/** Reports of figures. What is stored is what is shown, and there is no route to the numbers behind it. */
export function reportRoutes(deps: Deps): Router {
  const { db, clock } = deps;
  const router = Router();

  router.get(
    '/api/reports',
    forViewer(deps, async (viewer, _request, response) => {
      const reports = await reportLines(db, viewer.helplineId);
      const page: ReportsPage = { reports, toMake: [] };
      if (mayMakeReports(viewer)) {
        const helpline = await recordsKeptBy(db, viewer.helplineId);
        const first = (await firstShiftAt(db, viewer.helplineId)) ?? clock();
        const known = knownOf(
          helpline,
          reports.map(({ period }) => period),
          clock(),
        );
        page.toMake = periodsToMake(wallClockAt(first, helpline.timeZone).day, known);
      }
      response.json(page);
    }),
  );

  router.post(
    '/api/reports',
    forViewer(deps, async (viewer, { body }, response) => {
      if (!mayMakeReports(viewer)) return sendRefusal(response, 'not-yours', notTheirs);
      const wanted = v.safeParse(wantedShape, body);
      const period = wanted.success ? periodOf(wanted.output.period) : null;
      if (!period) return sendRefusal(response, 'malformed', noSuchPeriod);
      const { helplineId } = viewer;
      const helpline = await recordsKeptBy(db, helplineId);
      let made = '';
      await changeAs(deps, viewer, async (change, current) => {
        refuseUnless(mayMakeReports(current), 'not-yours', notTheirs);
        made = await makeReport(change, current, helpline, period);
      });
      const answer: Report | null = await reportById(db, helplineId, made);
      response.json(answer);
    }),
  );

  router.get(
    '/api/reports/:reportId',
    forViewer(deps, async (viewer, { params }, response) => {
      const reportId = v.safeParse(id, params.reportId);
      const report: Report | null = reportId.success
        ? await reportById(db, viewer.helplineId, reportId.output)
        : null;
      if (!report) return sendRefusal(response, 'not-found');
      response.json(report);
    }),
  );

  router.post(
    '/api/reports/:reportId/file',
    forViewer(deps, async (viewer, { params, body }, response) => {
      const { helplineId } = viewer;
      const wanted = v.safeParse(fileShape, body);
      if (!wanted.success) return sendRefusal(response, 'malformed', wrongFile);
      const report = v.is(id, params.reportId) ? await reportById(db, helplineId, params.reportId) : null;
      if (!report) return sendRefusal(response, 'not-found');
      const { from, to } = periodOf(report.period)!;
      const { format, reason } = wanted.output;
      await changeAs(deps, viewer, (change, current) =>
        noteExport(change, current, { format, reason, from, to, period: report.period }),
      );
      const { headers, parts } = await fileOf(format, report);
      response.set(headers);
      for await (const part of parts) response.write(part);
      response.end();
    }),
  );
  return router;
}
