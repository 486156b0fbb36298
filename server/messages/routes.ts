import { Router } from 'express';
import * as v from 'valibot';
import { messageAsSeenBy, type Message } from '#shared/messages';
import { id } from '#shared/shapes';
import type { Viewer } from '#shared/viewer';
import { readAs, type ReaderTx } from '../platform/database/read-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { messageById, messagesBefore } from './queries.ts';

const page = 50;

export function messageRoutes(deps: Deps): Router {
  const router = Router();
  router.get(
    '/api/chat/before/:messageId',
    forViewer(deps, async (viewer, request, response) => {
      const messageId = v.safeParse(id, request.params.messageId);
      const messages = messageId.success
        ? await readAs(deps.db, viewer.id, (tx) => olderMessages(tx, viewer, messageId.output))
        : null;
      if (!messages) return sendRefusal(response, 'not-found');
      response.json({ messages: messages.slice(0, page), more: messages.length > page });
    }),
  );
  return router;
}

/** One page and one more, newest first; null for a message that the viewer may not see. */
async function olderMessages(tx: ReaderTx, viewer: Viewer, messageId: string): Promise<Message[] | null> {
  const before = await messageById(tx, viewer.helplineId, messageId);
  return before && messageAsSeenBy(viewer, before) ? messagesBefore(tx, viewer.id, before, page + 1) : null;
}
