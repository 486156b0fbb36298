import { access } from '#shared/access';
import { notify } from '../notifications/notify.ts';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { lineById, setTalk } from './line-queries.ts';

/** A question of the next pair about one line, and the answer of its writer. */
export const askingHandlers: Handlers<'handover:ask' | 'handover:answer'> = {
  async 'handover:ask'({ lineId, words }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    const line = permit(context, access['handover:ask'], await lineById(tx, helplineId, lineId));
    refuseUnless(line.droppedAt === null, 'conflict', 'This has been taken out meanwhile.');
    refuseUnless(line.question === null, 'conflict', 'Something has been asked about this already.');

    const asked = { version, question: words, askedBy: actor.id };
    announce('handoverLine:changed', await setTalk(tx, line, helplineId, asked));
    await notify(context, { to: [line.by], kind: 'handover', path: `/tonight#${lineId}` });
  },

  async 'handover:answer'({ lineId, words }, context) {
    const { tx, version, helplineId, announce } = context;
    const line = permit(context, access['handover:answer'], await lineById(tx, helplineId, lineId));
    refuseUnless(line.question !== null, 'conflict', 'Nobody has asked anything about this.');
    refuseUnless(line.answer === null, 'conflict', 'You have answered this already.');

    announce('handoverLine:changed', await setTalk(tx, line, helplineId, { version, answer: words }));
    const to = line.toIds.filter((id) => id === line.askedBy);
    await notify(context, { to, kind: 'handover', path: `/tonight#${lineId}` });
  },
};
