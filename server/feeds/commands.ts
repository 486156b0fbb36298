import { access } from '#shared/access';
import type { feedCommands } from '#shared/feeds';
import { refuseIfTaken, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { endFeed, setFeed } from './queries.ts';

export const feedHandlers: Handlers<keyof typeof feedCommands> = {
  async 'feed:make'({ tokenHash }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['feed:make']);

    const feed = { id: actor.id, helplineId, version, tokenHash, madeAt: now };
    const made = setFeed(tx, feed);
    announce('feed:changed', await refuseIfTaken(made, 'feeds_by_token', 'Make the link once more.'));
  },

  async 'feed:end'(_fields, context) {
    const { actor, tx, version, announce } = context;
    permit(context, access['feed:end']);

    const ended = await endFeed(tx, actor.id, version);
    if (ended) announce('feed:changed', ended);
  },
};
