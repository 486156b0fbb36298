import { Router } from 'express';
import {
  feedbackSettingsShape,
  questionShape,
  replyShape,
  replyToRemoveShape,
  settleShape,
} from '#shared/feedback-commands';
import { mayProposeQuestion, mayReadFeedback, maySwitchFeedback, type FeedbackPage } from '#shared/feedback';
import { readAs } from '../platform/database/read-as.ts';
import { forChange, type Rule } from '../platform/http/change-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { proposeQuestion, publishReply, removeReply, settle, switchFeedback } from './changing.ts';
import { batchesOf, settingsOf } from './queries.ts';
import { isReader } from './reader.ts';
import { questionsOf, repliesOf } from './question-queries.ts';

const forManagers = 'The page for feedback is switched by the managers.';
const forKeepers = 'Questions are made by supporters and managers.';
const forReaders = 'Feedback is read and answered by the managers and one supporter who is named for it.';

const managersOnly: Rule = (viewer) => refuseUnless(maySwitchFeedback(viewer), 'not-yours', forManagers);
const readersOnly: Rule = async (viewer, tx) =>
  refuseUnless(await isReader(tx, viewer), 'not-yours', forReaders);
const keepersOnly: Rule = (viewer) => refuseUnless(mayProposeQuestion(viewer), 'not-yours', forKeepers);

/** What the public page asks, what came in by it, and what stands on it. */
export function feedbackRoutes(deps: Deps): Router {
  const { db } = deps;
  const router = Router();

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

  router.post('/api/feedback/settings', forChange(deps, managersOnly, feedbackSettingsShape, switchFeedback));

  router.post('/api/feedback/questions', forChange(deps, keepersOnly, questionShape, proposeQuestion));

  router.post('/api/feedback/questions/settle', forChange(deps, keepersOnly, settleShape, settle));

  router.post('/api/feedback/replies', forChange(deps, readersOnly, replyShape, publishReply));

  router.post('/api/feedback/replies/remove', forChange(deps, readersOnly, replyToRemoveShape, removeReply));
  return router;
}
