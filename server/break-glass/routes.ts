import { Router } from 'express';
import * as v from 'valibot';
import { mayReadConversation, type BreakGlass, type MessagesRead } from '#shared/break-glass';
import { id } from '#shared/shapes';
import type { Viewer } from '#shared/viewer';
import { conversationOfShift } from '../messages/conversation-queries.ts';
import { messageById } from '../messages/queries.ts';
import { readAs } from '../platform/database/read-as.ts';
import { changeAs } from '../platform/http/change-as.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { breakGlassById } from './queries.ts';
import { noteReading } from './reading.ts';

const pageLength = 50;
const shape = v.object({ breakGlassId: id, after: v.optional(id) });

/** What a pair wrote, oldest first, to the two who opened it and while it is open. Words written after the confirmation are not in it. */
export function breakGlassRoutes(deps: Deps): Router {
  const router = Router();
  router.get(
    '/api/break-glass/:breakGlassId/messages',
    forViewer(deps, async (viewer, request, response) => {
      response.set('cache-control', 'no-store');
      const asked = v.safeParse(shape, { ...request.params, ...request.query });
      const { breakGlassId, after } = asked.success ? asked.output : { breakGlassId: null };
      const row = breakGlassId && (await breakGlassById(deps.db, viewer.helplineId, breakGlassId));
      const now = deps.clock().getTime();
      if (!row || !mayReadConversation(viewer, row, now) || !(await isNoted(viewer, row)))
        return sendRefusal(response, 'not-found', 'This is shut now, or it was never open to you.');
      response.json(await pageAfter(row, viewer, after));
    }),
  );
  return router;

  /** Writes the reading down before anything is read. False if it was shut in that moment. */
  async function isNoted(viewer: Viewer, { id: breakGlassId, readBy }: BreakGlass): Promise<boolean> {
    if (readBy.some(({ by }) => by === viewer.id)) return true;
    let noted = false;
    await changeAs(deps, viewer, async (change, current) => {
      noted = await noteReading(change, current, breakGlassId);
    });
    return noted;
  }

  async function pageAfter(
    row: BreakGlass,
    viewer: Viewer,
    after: string | undefined,
  ): Promise<MessagesRead> {
    const found = await readAs(deps.db, viewer.id, async (tx) => {
      const last = after === undefined ? null : await messageById(tx, viewer.helplineId, after);
      const wanted = { until: new Date(row.answeredAt!), after: last, most: pageLength + 1 };
      return conversationOfShift(tx, row.shiftId, wanted);
    });
    const messages = found.slice(0, pageLength).map((message) => {
      const { id, from, to, body, warning, sentAt } = message;
      return { id, from, to, body, warning, sentAt };
    });
    return { messages, more: found.length > pageLength };
  }
}
