import type { updateCommands } from '#shared/updates';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { setUpdateSeen, updateOf } from './queries.ts';

export const updateHandlers: Handlers<keyof typeof updateCommands> = {
  async 'update:seen'({ updateId }, { actor, tx, version, now, announce }) {
    const update = await updateOf(tx, actor.id, updateId);
    refuseUnless(update, 'not-found');
    if (update.seenAt !== null) return;

    announce('update:changed', await setUpdateSeen(tx, updateId, { version, seenAt: now }));
  },
};
