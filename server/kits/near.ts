import type { DueJob } from '../platform/live/commands/command.ts';
import { helplinesWithKitsToFollow, nearOf } from './near-queries.ts';
import { changeKit, kitsInUse } from './queries.ts';
import { changeAndTell, ownLine } from './changing.ts';

/** Follows the rota and the clock: shows the bags to the people of the running and of the next shift, and their calls on their own phones again. */
export const kitsFollow: DueJob = {
  what: 'bags of the next pair',
  where: helplinesWithKitsToFollow,
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    const near = await nearOf(tx, helplineId, now);
    for (const kit of await kitsInUse(tx, helplineId)) {
      const isSame = kit.near.map(({ id }) => id).join() === near.nearIds.join();
      const isBack = kit.lineUntil !== null && Date.parse(kit.lineUntil) <= now.getTime();
      if (isBack) await changeAndTell(change, kit, { ...near, ...ownLine });
      else if (isSame) await changeKit(tx, helplineId, kit.id, near);
      else await changeAndTell(change, kit, near);
    }
  },
};
