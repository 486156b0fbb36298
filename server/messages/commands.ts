import { access } from '#shared/access';
import type { messageCommands, Message } from '#shared/messages';
import type { JoinedShift } from '#shared/viewer';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { permitWhileOn } from '../shifts/guards.ts';
import { refuseUnlessOfShift } from '../calls/of-shift.ts';
import { personById } from '../people/queries.ts';
import { insertMessage, messageById, setAnswer, setOpened, setSeen } from './queries.ts';

export const messageHandlers: Handlers<keyof typeof messageCommands> = {
  async 'message:send'({ messageId, body, to, callId = null, covered, warning = null, asks }, context) {
    const { actor, tx, version, helplineId, now, happenedAt, announce } = context;
    const shift = permitWhileOn(context, access['message:send']);
    const partner = await refuseUnlessPartner(context, shift, to);
    if (callId !== null) await refuseUnlessOfShift(context, callId);

    announce(
      'message:changed',
      await insertMessage(tx, {
        id: messageId,
        helplineId,
        version,
        shiftId: shift.id,
        from: actor.id,
        to: partner.id,
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
    const message = await messageFromPartner(context, 'message:seen', messageId);
    for (const seen of await setSeen(tx, message, version, now)) announce('message:changed', seen);
  },

  async 'message:open'({ messageId }, context) {
    const { tx, version, now, announce } = context;
    const message = await messageFromPartner(context, 'message:open', messageId);
    refuseUnless(message.covered, 'conflict', 'This message is not covered.');
    if (message.openedAt !== null) return;

    announce(
      'message:changed',
      await setOpened(tx, messageId, { version, openedAt: now, seenAt: seenBy(message, now) }),
    );
  },

  async 'message:answer'({ messageId, answer }, context) {
    const { tx, version, now, announce } = context;
    const message = await messageFromPartner(context, 'message:answer', messageId);
    refuseUnless(message.asks, 'conflict', 'This message does not ask for an answer.');

    announce(
      'message:changed',
      await setAnswer(tx, messageId, { version, answer, seenAt: seenBy(message, now) }),
    );
  },
};

/** Refuses `conflict` if the other place is empty, or held by another person than the message is for. */
async function refuseUnlessPartner(
  { tx, helplineId }: Context,
  { partner }: JoinedShift,
  to: string | undefined,
): Promise<{ id: string }> {
  if (partner && (to === undefined || to === partner.id)) return partner;
  const left = to === undefined ? null : await personById(tx, helplineId, to);
  refuseUnless(
    partner,
    'conflict',
    left
      ? `${left.firstName} has left this shift, and nobody has the second place yet. Your words are saved here.`
      : 'Nobody has the second place in this shift yet, so nobody would read this.',
  );
  refuseUnless(left, 'not-found', 'This was for somebody who is not here any more.');
  refuseUnless(
    false,
    'conflict',
    `${left.firstName} has left this shift and has not got this. You can send it to ${partner.firstName}.`,
  );
}

const seenBy = (message: Message, now: Date) => (message.seenAt ? new Date(message.seenAt) : now);

async function messageFromPartner(
  context: Context,
  command: 'message:seen' | 'message:open' | 'message:answer',
  messageId: string,
): Promise<Message> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await messageById(tx, helplineId, messageId));
}
