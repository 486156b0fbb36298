import { messageAsSeenBy, type chatCommands, type Message } from '#shared/chat';
import { refuseUnless, refuseUnlessOnShift, type Context, type Handlers } from '../command.ts';
import { callById } from '../calls/queries.ts';
import { insertMessage, messageById, setAnswer, setOpened, setSeen } from './queries.ts';

export const chatHandlers: Handlers<keyof typeof chatCommands> = {
  async 'message:send'({ messageId, body, callId = null, covered, warning = null, asks }, context) {
    const { actor, tx, version, helplineId, now, happenedAt, announce } = context;
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
        asks,
        sentAt: happenedAt,
        receivedAt: now,
      }),
    );
  },

  async 'message:seen'({ messageId }, context) {
    const { tx, version, now, announce } = context;
    const message = await messageFromPartner(context, messageId);
    for (const seen of await setSeen(tx, message, version, now)) announce('message:changed', seen);
  },

  async 'message:open'({ messageId }, context) {
    const { tx, version, now, announce } = context;
    const message = await messageFromPartner(context, messageId);
    refuseUnless(message.covered, 'conflict', 'This message is not covered.');
    if (message.openedAt !== null) return;

    announce(
      'message:changed',
      await setOpened(tx, messageId, { version, openedAt: now, seenAt: seenBy(message, now) }),
    );
  },

  async 'message:answer'({ messageId, answer }, context) {
    const { tx, version, now, announce } = context;
    const message = await messageFromPartner(context, messageId);
    refuseUnless(message.asks, 'conflict', 'This message does not ask for an answer.');

    announce(
      'message:changed',
      await setAnswer(tx, messageId, { version, answer, seenAt: seenBy(message, now) }),
    );
  },
};

const seenBy = (message: Message, now: Date) => (message.seenAt ? new Date(message.seenAt) : now);

async function messageFromPartner({ actor, tx, helplineId }: Context, messageId: string): Promise<Message> {
  const message = await messageById(tx, helplineId, messageId);
  refuseUnless(message && messageAsSeenBy(actor, message), 'not-found');
  refuseUnless(
    message.from !== actor.id,
    'not-yours',
    'Your own message is for your partner to see and answer.',
  );
  return message;
}
