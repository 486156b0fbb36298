import { Router } from 'express';
import {
  feedbackSettingsShape,
  questionShape,
  replyShape,
  replyToRemoveShape,
  settleShape,
} from '#shared/feedback-commands';
import { mayProposeQuestion, mayReadFeedback, maySwitchFeedback, type FeedbackPage } from '#shared/feedback';
import type { Viewer } from '#shared/viewer';
import { readAs } from '../platform/database/read-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { refuseUnless, type Change } from '../platform/live/commands/command.ts';
import { changeWith } from './change-routes.ts';
import { proposeQuestion, publishReply, settle, switchFeedback } from './changing.ts';
import { batchesOf, settingsOf } from './queries.ts';
import { deleteReply, questionsOf, repliesOf } from './question-queries.ts';

const forManagers = 'The page for feedback is switched by the managers.';
const forKeepers = 'Questions are made by supporters and managers.';
const forReaders = 'Feedback is read and answered by the managers and one supporter who is named for it.';

/** What the public page asks, what came in by it, and what stands on it. */
export function feedbackRoutes(deps: Deps): Router {
  const { db } = deps;
  const router = Router();

  const mayRead = async (viewer: Viewer) =>
    mayReadFeedback(viewer, (await settingsOf(db, viewer.helplineId)).readerId);

  router.get(
    '/api/feedback',
    forViewer(deps, async (viewer, _request, response) => {
      const { helplineId } = viewer;
      if (!mayProposeQuestion(viewer)) return sendRefusal(response, 'not-yours', forKeepers);
      const settings = await settingsOf(db, helplineId);
      const questions = await questionsOf(db, helplineId);
      const page: FeedbackPage = {
        ...settings,
        path: `/tell-us/${helplineId}`,
        questions,
        replies: await repliesOf(db, helplineId),
        batches: mayReadFeedback(viewer, settings.readerId)
          ? await readAs(db, viewer.id, (tx) => batchesOf(tx, helplineId, questions))
          : null,
      };
      response.json(page);
    }),
  );

  router.post(
    '/api/feedback/settings',
    forViewer(deps, async (viewer, request, response) => {
      if (!maySwitchFeedback(viewer)) return sendRefusal(response, 'not-yours', forManagers);
      await changeWith(deps, viewer, request, response, [feedbackSettingsShape, switchFeedback]);
    }),
  );

  router.post(
    '/api/feedback/questions',
    forViewer(deps, async (viewer, request, response) => {
      if (!mayProposeQuestion(viewer)) return sendRefusal(response, 'not-yours', forKeepers);
      await changeWith(deps, viewer, request, response, [questionShape, proposeQuestion]);
    }),
  );

  router.post(
    '/api/feedback/questions/settle',
    forViewer(deps, async (viewer, request, response) => {
      if (!mayProposeQuestion(viewer)) return sendRefusal(response, 'not-yours', forKeepers);
      await changeWith(deps, viewer, request, response, [settleShape, settle]);
    }),
  );

  router.post(
    '/api/feedback/replies',
    forViewer(deps, async (viewer, request, response) => {
      if (!(await mayRead(viewer))) return sendRefusal(response, 'not-yours', forReaders);
      await changeWith(deps, viewer, request, response, [replyShape, publishReply]);
    }),
  );

  router.post(
    '/api/feedback/replies/remove',
    forViewer(deps, async (viewer, request, response) => {
      if (!(await mayRead(viewer))) return sendRefusal(response, 'not-yours', forReaders);
      const remove = async ({ tx, helplineId }: Change, _: Viewer, { replyId }: { replyId: string }) =>
        refuseUnless(await deleteReply(tx, helplineId, replyId), 'not-found');
      await changeWith(deps, viewer, request, response, [replyToRemoveShape, remove]);
    }),
  );
  return router;
}
