import { isOver, mayAnswerDebrief } from '#shared/debrief';
import { debriefLineAsSeenBy, mayWriteIn, type debriefLineCommands } from '#shared/debrief-lines';
import { refuseUnless, type Handlers } from '../command.ts';
import { debriefInSight, over } from './in-sight.ts';
import { insertLine, lineById, markSeen } from './lines.ts';
import { reachAsker, reachHolder } from './steps.ts';

/** What the one who asked and the manager who holds it write to each other. */
export const debriefLineHandlers: Handlers<keyof typeof debriefLineCommands> = {
  async 'debrief:write'({ debriefId, lineId, body, to }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const debrief = await debriefInSight(context, debriefId);
    const { askedBy, heldBy } = debrief;
    refuseUnless(actor.id === askedBy || mayAnswerDebrief(actor, debrief), 'not-yours');
    refuseUnless(!isOver(debrief), 'conflict', over);
    refuseUnless(heldBy !== null, 'conflict', 'Nobody has taken this request yet, so nobody would read it.');
    refuseUnless(mayWriteIn(actor, debrief), 'not-yours', 'Another manager has taken this request.');

    const between = [askedBy, heldBy];
    refuseUnless(
      to === undefined || between.includes(to),
      'conflict',
      'Somebody else has this request by now, and would read it.',
    );
    const line = { id: lineId, helplineId, version, debriefId, from: actor.id, body, sentAt: now, between };
    announce('debriefLine:changed', await insertLine(tx, line));
    await (actor.id === askedBy ? reachHolder : reachAsker)(context, debrief);
  },

  async 'debrief:lineSeen'({ lineId }, { actor, tx, version, helplineId, now, announce }) {
    const line = await lineById(tx, helplineId, lineId);
    refuseUnless(line && debriefLineAsSeenBy(actor, line), 'not-found');
    refuseUnless(line.from !== actor.id, 'not-yours', 'What you wrote is seen when the other sees it.');

    for (const seen of await markSeen(tx, line, actor.id, { version, seenAt: now }))
      announce('debriefLine:changed', seen);
  },
};
