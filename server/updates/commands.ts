import { access } from '#shared/access';
import type { updateCommands } from '#shared/updates';
import type { Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { setUpdateSeen, updateOf } from './queries.ts';

export const updateHandlers: Handlers<keyof typeof updateCommands> = {
  async 'update:seen'({ updateId }, context) {
    const { actor, tx, version, now, announce } = context;
    const update = permit(context, access['update:seen'], await updateOf(tx, actor.id, updateId));
    if (update.seenAt !== null) return;

    announce('update:changed', await setUpdateSeen(tx, updateId, { version, seenAt: now }));
  },
};
