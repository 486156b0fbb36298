import { access } from '#shared/access';
import type { FollowUp, followUpCommands } from '#shared/follow-ups';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import { beginReading, endReading } from './reading.ts';
import { changeFollowUp, followUpById } from './queries.ts';

const doneAlready = 'This has been done already.';

export const followUpHandlers: Handlers<keyof typeof followUpCommands> = {
  async 'followUp:take'({ followUpId }, context) {
    const { actor, tx, version, now, announce } = context;
    const followUp = await followUpFor(context, 'followUp:take', followUpId);
    refuseUnless(followUp.forId !== actor.id, 'conflict', 'You have taken this already.');
    refuseUnless(followUp.doneAt === null, 'conflict', doneAlready);

    if (followUp.forId) await endReading(context, followUp, followUp.forId);
    await beginReading(context, followUp);
    const taken = { version, forId: actor.id, takenAt: now };
    announce('followUp:changed', await changeFollowUp(tx, followUpId, taken));
  },

  async 'followUp:done'({ followUpId }, context) {
    const { actor, tx, version, now, announce } = context;
    const followUp = await followUpFor(context, 'followUp:done', followUpId);
    refuseUnless(followUp.doneAt === null, 'conflict', doneAlready);

    const done = { version, doneBy: actor.id, doneAt: now };
    announce('followUp:changed', await changeFollowUp(tx, followUpId, done));
    if (followUp.source !== 'call') return;
    if (followUp.forId) await endReading(context, followUp, followUp.forId);
    await cancelNotifications(context, `/desk#${followUpId}`, ['look-at-call']);
  },

  async 'followUp:reopen'({ followUpId }, context) {
    const { tx, version, announce } = context;
    const followUp = await followUpFor(context, 'followUp:reopen', followUpId);
    refuseUnless(followUp.doneAt !== null, 'conflict', 'This is still to be done.');

    const open = { version, doneBy: null, doneAt: null };
    // The record was closed when it was done: a manager who continues has to take it on again, which the supporter sees.
    const free = followUp.source === 'call' ? { forId: null, takenAt: null } : {};
    announce('followUp:changed', await changeFollowUp(tx, followUpId, { ...open, ...free }));
  },
};

async function followUpFor(
  context: Context,
  command: keyof typeof followUpCommands,
  followUpId: string,
): Promise<FollowUp> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await followUpById(tx, helplineId, followUpId));
}
