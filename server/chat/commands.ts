import type { chatCommands } from '#shared/chat';
import { holdsPlaceIn } from '#shared/people';
import { refuseUnless, refuseUnlessOnShift, type Handlers } from '../command.ts';
import { callById } from '../calls/queries.ts';
import { insertMessage, messageById, setSeen } from './queries.ts';

export const chatHandlers: Handlers<keyof typeof chatCommands> = {
  async 'message:send'({ messageId, body, callId = null, covered, warning = null }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const shift = refuseUnlessOnShift(context);
    if (callId !== null) {
      const call = await callById(tx, helplineId, callId);
      refuseUnless(call?.shiftId === shift.id, 'not-found', 'The call this is about is not in this shift.');
    }

    announce(
      'message:changed',
      await insertMessage(tx, {
        id: messageId,
        helplineId,
        version,
        shiftId: shift.id,
        from: actor.id,
        body,
        callId,
        covered,
        warning,
        sentAt: now,
      }),
    );
  },

  async 'message:seen'({ messageId }, { actor, tx, version, helplineId, now, announce }) {
    const message = await messageById(tx, helplineId, messageId);
    refuseUnless(message && holdsPlaceIn(actor, message.shiftId), 'not-found');
    refuseUnless(
      message.from !== actor.id,
      'not-yours',
      'Your own message is seen when your partner sees it.',
    );

    for (const seen of await setSeen(tx, message, version, now)) announce('message:changed', seen);
  },
};
