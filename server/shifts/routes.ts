import { Router } from 'express';
import * as v from 'valibot';
import { rotaUndoMinutes, type UndoableChange } from '#shared/rota-changes';
import { day, id, instant } from '#shared/shapes';
import { mayChangeRota, shiftFor, type Shift } from '#shared/shifts';
import { patternLines, type PatternPage, type PatternPreview } from '#shared/patterns';
import { isA, type Viewer } from '#shared/viewer';
import type { WeekCopy } from '#shared/week-copy';
import { patternedById, patternsOf } from '../helpline/queries.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { changesSince, shiftsEndedBefore } from './change-queries.ts';
import { patternDigest, shiftDigest } from './changes.ts';
import { patternPreview } from './pattern-preview.ts';
import { myHoursRoutes } from './my-hours-routes.ts';
import type { ShiftReactions } from './placing.ts';
import { shiftsByIds } from './queries.ts';
import { weekCopyOf } from './week-copies.ts';

const page = 60;
/** The end of the last shift of a page, and its id. */
const cursor = v.pipe(
  v.string(),
  v.transform((text) => text.split('/')),
  v.tuple([instant, id]),
  v.transform(([endsAt, last]) => ({ endsAt: new Date(endsAt), id: last })),
);
const lowestId = '00000000-0000-0000-0000-000000000000';
const forManagers = 'This is for the managers.';
const parsed = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): unknown => {
    try {
      return JSON.parse(dataset.value);
    } catch {
      addIssue({ message: 'This is no JSON.' });
      return NEVER;
    }
  }),
);
const previewQuery = v.object({ from: day, lines: v.pipe(parsed, patternLines) });
const copyQuery = v.object({ from: day, to: day });

/** Past weeks and one’s own hours for everybody, and for managers the pattern, previews, and what can be undone. */
export function shiftRoutes(deps: Deps, reactions: ShiftReactions): Router {
  const { db, clock } = deps;
  const router = Router();

  router.get(
    '/api/rota/past',
    forViewer(deps, async (viewer, { query }, response) => {
      const before = v.safeParse(v.optional(cursor), query.before);
      if (!before.success) return sendRefusal(response, 'malformed');
      const from = before.output ?? { endsAt: clock(), id: lowestId };
      const seesAll = mayChangeRota(viewer) || isA(viewer, 'supervisor');
      const whose = seesAll ? null : viewer.id;
      const found = await shiftsEndedBefore(db, viewer.helplineId, from, whose, page + 1);
      response.json({ shifts: found.slice(0, page).map(past), more: found.length > page });
    }),
  );

  router.get(
    '/api/rota/pattern',
    forViewer(deps, async (viewer, _request, response) => {
      if (!mayChangeRota(viewer)) return sendRefusal(response, 'not-yours', forManagers);
      const helpline = await patternedById(db, viewer.helplineId);
      const answer: PatternPage = {
        patterns: patternsOf(helpline),
        digest: patternDigest(helpline.patternChanges),
      };
      response.json(answer);
    }),
  );

  router.get(
    '/api/rota/pattern/preview',
    forViewer(deps, async (viewer, { query }, response) => {
      if (!mayChangeRota(viewer)) return sendRefusal(response, 'not-yours', forManagers);
      const asked = v.safeParse(previewQuery, query);
      if (!asked.success) return sendRefusal(response, 'malformed');
      const preview = await patternPreview(db, viewer.helplineId, asked.output, clock());
      const left = preview.left.map((shift) => shiftFor('pair', shift));
      const answer: PatternPreview = { ...preview, left };
      response.json(answer);
    }),
  );

  router.get(
    '/api/rota/copy',
    forViewer(deps, async (viewer, { query }, response) => {
      if (!mayChangeRota(viewer)) return sendRefusal(response, 'not-yours', forManagers);
      const asked = v.safeParse(copyQuery, query);
      const copy =
        asked.success && (await weekCopyOf(db, viewer.helplineId, asked.output, { reactions, now: clock() }));
      if (!copy) return sendRefusal(response, 'malformed');
      const answer: WeekCopy = {
        copied: copy.copied.map(forManager),
        notCopied: copy.notCopied.map(forManager),
      };
      response.json(answer);
    }),
  );

  router.get(
    '/api/rota/changes',
    forViewer(deps, async (viewer, _request, response) => {
      if (!mayChangeRota(viewer)) return sendRefusal(response, 'not-yours', forManagers);
      response.json({ changes: await undoableChanges(viewer) });
    }),
  );
  router.use(myHoursRoutes(deps));
  return router;

  /** Those of the last minutes that nothing has overtaken. */
  async function undoableChanges({ helplineId }: Viewer): Promise<UndoableChange[]> {
    const lasts = rotaUndoMinutes * 60_000;
    const found = await changesSince(db, helplineId, new Date(clock().getTime() - lasts));
    if (found.length === 0) return [];
    const ids = found.flatMap(({ before }) => before.shifts.map(({ id: shiftId }) => shiftId));
    const [{ patternChanges }, current] = await Promise.all([
      patternedById(db, helplineId),
      shiftsByIds(db, helplineId, ids),
    ]);
    const now = new Map(current.map((shift) => [shift.id, shiftDigest(shift)]));
    const standing = found.filter(
      ({ before: { shifts, pattern } }) =>
        shifts.every(({ id: shiftId, after }) => now.get(shiftId) === after) &&
        (!pattern || pattern.after === patternDigest(patternChanges)),
    );
    return standing.map(({ id: changeId, kind, by, at, before }) => ({
      id: changeId,
      kind,
      by,
      at: at.toISOString(),
      until: new Date(at.getTime() + lasts).toISOString(),
      shiftId: kind === 'pattern' || kind === 'copied' ? null : (before.shifts[0]?.id ?? null),
    }));
  }
}

/** The shift as managers see it, without what is for the server alone. */
const forManager = <Copied extends { shift: Shift }>(copied: Copied): Copied => ({
  ...copied,
  shift: shiftFor('pair', copied.shift),
});

/** Who was there and what their numbers are is for the night itself. */
const past = (shift: Shift): Shift => shiftFor('named', shift);
