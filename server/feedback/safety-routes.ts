import { Router } from 'express';
import * as v from 'valibot';
import type { FeedbackAboutService } from '#shared/feedback';
import { mayWriteInFeedback } from '#shared/feedback';
import { onBehalfShape, safetyOutcomeShape, safetyShape } from '#shared/feedback-commands';
import { mayHandleSafety, type SafetyNote } from '#shared/feedback-safety';
import { id } from '#shared/shapes';
import { isA } from '#shared/viewer';
import { readAs } from '../platform/database/read-as.ts';
import { forChange, type Rule } from '../platform/http/change-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { openLimit } from '../platform/rate-limit.ts';
import { entriesAbout, settingsOf } from './queries.ts';
import { questionsOf } from './question-queries.ts';
import { isReader } from './reader.ts';
import { closeSafety, markForSafety, takeSafety } from './safety.ts';
import { safetyNotesOf } from './safety-queries.ts';
import { keepFeedback } from './taking.ts';

const forReaders = 'Feedback is read by the managers and one supporter who is named for it.';
const forSafety = 'What may be about somebody’s safety is looked at by managers and supervisors.';
const forSupporters = 'Supporters write in what somebody asked them to.';
const isOff = 'The page for feedback is off, so nothing is taken in.';
const noRoom = 'Too much waits already. What you wrote is still here: try again in some days.';
const tooOften = 'That is a lot in one hour. What you wrote is still here: try again later.';
/** What one supporter writes in within an hour. */
const mostWrittenIn = 5;

const readersOnly: Rule = async (viewer, tx) =>
  refuseUnless(await isReader(tx, viewer), 'not-yours', forReaders);
const handlersOnly: Rule = (viewer) => refuseUnless(mayHandleSafety(viewer), 'not-yours', forSafety);
const supportersOnly: Rule = async (viewer, tx) => {
  refuseUnless(mayWriteInFeedback(viewer), 'not-yours', forSupporters);
  refuseUnless((await settingsOf(tx, viewer.helplineId)).isOn, 'conflict', isOff);
};

/** Feedback that may be about somebody's safety, that is about another service, and that a supporter writes in. */
export function feedbackSafetyRoutes(deps: Deps): Router {
  const { db, clock } = deps;
  const router = Router();
  const written = openLimit({ most: mostWrittenIn, perMs: 3_600_000, now: () => clock().getTime() });

  router.get(
    '/api/feedback/safety',
    forViewer(deps, async (viewer, _request, response) => {
      if (!mayHandleSafety(viewer)) return sendRefusal(response, 'not-yours', forSafety);
      const { helplineId } = viewer;
      const questions = await questionsOf(db, helplineId);
      const notes: SafetyNote[] = await readAs(db, viewer.id, (tx) =>
        safetyNotesOf(tx, helplineId, questions),
      );
      response.json({ notes });
    }),
  );

  router.post('/api/feedback/safety', forChange(deps, readersOnly, safetyShape, markForSafety));

  router.post('/api/feedback/safety/take', forChange(deps, handlersOnly, safetyShape, takeSafety));

  router.post('/api/feedback/safety/close', forChange(deps, handlersOnly, safetyOutcomeShape, closeSafety));

  router.get(
    '/api/feedback/services/:serviceId',
    forViewer(deps, async (viewer, { params }, response) => {
      const serviceId = v.safeParse(id, params.serviceId);
      if (!isA(viewer, 'manager') || !serviceId.success) return sendRefusal(response, 'not-found');
      const { helplineId } = viewer;
      const questions = await questionsOf(db, helplineId);
      const entries: FeedbackAboutService[] = await readAs(db, viewer.id, (tx) =>
        entriesAbout(tx, helplineId, serviceId.output, questions),
      );
      response.json({ entries });
    }),
  );

  router.post(
    '/api/feedback/entries',
    forChange(deps, supportersOnly, onBehalfShape, async (change, viewer, { feedbackId, ...said }) => {
      refuseUnless(written.allows(viewer.id), 'too-fast', tooOften);
      const kept = await keepFeedback(change, { ...said, safety: false, onBehalf: true }, feedbackId);
      refuseUnless(kept === 'kept', 'conflict', noRoom);
    }),
  );
  return router;
}
