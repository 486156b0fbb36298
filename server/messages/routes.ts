import { Router } from 'express';
import * as v from 'valibot';
import { messageAsSeenBy } from '#shared/messages';
import { id } from '#shared/shapes';
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
      const before = messageId.success
        ? await messageById(deps.db, viewer.helplineId, messageId.output)
        : null;
      if (!before || !messageAsSeenBy(viewer, before)) return sendRefusal(response, 'not-found');
      const messages = await messagesBefore(deps.db, viewer.id, before, page + 1);
      response.json({ messages: messages.slice(0, page), more: messages.length > page });
    }),
  );
  return router;
}
