import { debriefLineAsSeenBy, mayWriteIn, type debriefLineCommands } from '#shared/debrief-lines';
import { debriefAsSeenBy } from '#shared/debrief';
import { refuseUnless, type Handlers } from '../command.ts';
import { insertLine, lineById, markSeen } from './lines.ts';
import { debriefById } from './queries.ts';

/** What the one who asked and the manager who holds it write to each other. */
export const debriefLineHandlers: Handlers<keyof typeof debriefLineCommands> = {
  async 'debrief:write'({ debriefId, lineId, body }, { actor, tx, version, helplineId, now, announce }) {
    const debrief = await debriefById(tx, helplineId, debriefId);
    refuseUnless(debrief && debriefAsSeenBy(actor, debrief), 'not-found');
    const { askedBy, heldBy } = debrief;
    refuseUnless(heldBy !== null, 'conflict', 'Nobody has taken this request yet, so nobody would read it.');
    refuseUnless(actor.id === askedBy || actor.id === heldBy, 'not-yours');
    refuseUnless(mayWriteIn(actor, debrief), 'conflict', 'This request is over.');

    const between = [askedBy, heldBy];
    const line = { id: lineId, helplineId, version, debriefId, from: actor.id, body, sentAt: now, between };
    announce('debriefLine:changed', await insertLine(tx, line));
  },

  async 'debrief:lineSeen'({ lineId }, { actor, tx, version, helplineId, now, announce }) {
    const line = await lineById(tx, helplineId, lineId);
    refuseUnless(line && debriefLineAsSeenBy(actor, line), 'not-found');
    refuseUnless(line.from !== actor.id, 'not-yours', 'What you wrote is seen when the other sees it.');

    for (const seen of await markSeen(tx, line, actor.id, { version, seenAt: now }))
      announce('debriefLine:changed', seen);
  },
};
