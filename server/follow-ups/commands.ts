import { followUpAsSeenBy, mayDoFollowUp, type FollowUp, type followUpCommands } from '#shared/follow-ups';
import { refuseUnless, type Context, type Handlers } from '../command.ts';
import { followUpById, setFollowUpDone } from './queries.ts';

export const followUpHandlers: Handlers<keyof typeof followUpCommands> = {
  async 'followUp:done'({ followUpId }, context) {
    const { actor, tx, version, now, announce } = context;
    const followUp = await followUpToDo(context, followUpId);
    refuseUnless(followUp.doneAt === null, 'conflict', 'This has been done already.');

    const done = { version, doneBy: actor.id, doneAt: now };
    announce('followUp:changed', await setFollowUpDone(tx, followUpId, done));
  },

  async 'followUp:reopen'({ followUpId }, context) {
    const { tx, version, announce } = context;
    const followUp = await followUpToDo(context, followUpId);
    refuseUnless(followUp.doneAt !== null, 'conflict', 'This is still to be done.');

    const open = { version, doneBy: null, doneAt: null };
    announce('followUp:changed', await setFollowUpDone(tx, followUpId, open));
  },
};

async function followUpToDo({ actor, tx, helplineId }: Context, followUpId: string): Promise<FollowUp> {
  const followUp = await followUpById(tx, helplineId, followUpId);
  refuseUnless(followUp && followUpAsSeenBy(actor, followUp), 'not-found');
  refuseUnless(mayDoFollowUp(actor, followUp), 'not-yours', 'This is for somebody else to do.');
  return followUp;
}
