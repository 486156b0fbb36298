import { access } from '#shared/access';
import { isOver } from '#shared/debriefs';
import { mayWriteIn, type debriefMessageCommands } from '#shared/debrief-messages';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { debriefFor, over } from './guards.ts';
import { insertDebriefMessage, debriefMessageById, markSeen } from './message-queries.ts';
import { notifyAsker, notifyHolder } from './steps.ts';

/** Messages between the person who asked and the manager to whom the request is assigned. */
export const debriefMessageHandlers: Handlers<keyof typeof debriefMessageCommands> = {
  async 'debrief:sendMessage'({ debriefId, lineId, body, to }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const debrief = await debriefFor(context, 'debrief:sendMessage', debriefId);
    const { askedBy, assignedTo } = debrief;
    refuseUnless(!isOver(debrief), 'conflict', over);
    refuseUnless(
      assignedTo !== null,
      'conflict',
      'Nobody has taken this request yet, so nobody would read it.',
    );
    refuseUnless(mayWriteIn(actor, debrief), 'not-yours', 'Another manager has taken this request.');

    const between = [askedBy, assignedTo];
    refuseUnless(
      to === undefined || between.includes(to),
      'conflict',
      'Somebody else has this request by now, and would read it.',
    );
    const line = { id: lineId, helplineId, version, debriefId, from: actor.id, body, sentAt: now, between };
    announce('debriefMessage:changed', await insertDebriefMessage(tx, line));
    await (actor.id === askedBy ? notifyHolder : notifyAsker)(context, debrief);
  },

  async 'debrief:messageSeen'({ lineId }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const found = await debriefMessageById(tx, helplineId, lineId);
    const line = permit(context, access['debrief:messageSeen'], found);

    for (const seen of await markSeen(tx, line, actor.id, { version, seenAt: now }))
      announce('debriefMessage:changed', seen);
  },
};
