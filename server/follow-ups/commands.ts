import {
  followUpAsSeenBy,
  mayDoFollowUp,
  mayTakeFollowUp,
  type FollowUp,
  type followUpCommands,
} from '#shared/follow-ups';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import { beginReading, endReading } from './reading.ts';
import { changeFollowUp, followUpById } from './queries.ts';

const doneAlready = 'This has been done already.';

export const followUpHandlers: Handlers<keyof typeof followUpCommands> = {
  async 'followUp:take'({ followUpId }, context) {
    const { actor, tx, version, now, announce } = context;
    const followUp = await followUpInSight(context, followUpId);
    refuseUnless(followUp.forId !== actor.id, 'conflict', 'You have taken this already.');
    refuseUnless(mayTakeFollowUp(actor, followUp), 'not-yours', 'This is for a manager to take on.');
    refuseUnless(followUp.doneAt === null, 'conflict', doneAlready);

    if (followUp.forId) await endReading(context, followUp, followUp.forId);
    await beginReading(context, followUp);
    const taken = { version, forId: actor.id, takenAt: now };
    announce('followUp:changed', await changeFollowUp(tx, followUpId, taken));
  },

  async 'followUp:done'({ followUpId }, context) {
    const { actor, tx, version, now, announce } = context;
    const followUp = await followUpToDo(context, followUpId);
    refuseUnless(followUp.doneAt === null, 'conflict', doneAlready);

    const done = { version, doneBy: actor.id, doneAt: now };
    announce('followUp:changed', await changeFollowUp(tx, followUpId, done));
    if (followUp.source !== 'call') return;
    if (followUp.forId) await endReading(context, followUp, followUp.forId);
    await cancelNotifications(context, `/desk#${followUpId}`, ['look-at-call']);
  },

  async 'followUp:reopen'({ followUpId }, context) {
    const { tx, version, announce } = context;
    const followUp = await followUpToDo(context, followUpId);
    refuseUnless(followUp.doneAt !== null, 'conflict', 'This is still to be done.');

    const open = { version, doneBy: null, doneAt: null };
    // The record was closed when it was done: a manager who continues has to take it on again, which the supporter sees.
    const free = followUp.source === 'call' ? { forId: null, takenAt: null } : {};
    announce('followUp:changed', await changeFollowUp(tx, followUpId, { ...open, ...free }));
  },
};

async function followUpToDo(context: Context, followUpId: string): Promise<FollowUp> {
  const followUp = await followUpInSight(context, followUpId);
  refuseUnless(mayDoFollowUp(context.actor, followUp), 'not-yours', 'This is for somebody else to do.');
  return followUp;
}

async function followUpInSight({ actor, tx, helplineId }: Context, followUpId: string): Promise<FollowUp> {
  const followUp = await followUpById(tx, helplineId, followUpId);
  refuseUnless(followUp && followUpAsSeenBy(actor, followUp), 'not-found');
  return followUp;
}
