import type { DueJob } from '../platform/live/commands/command.ts';
import { helplinesWithKitsToFollow, nearOf } from './near-queries.ts';
import { changeKit, kitsInUse } from './queries.ts';
import { changeAndTell } from './telling.ts';

/** Follows the rota: shows the bags to the people of the running and of the next shift. */
export const kitsFollow: DueJob = {
  what: 'bags of the next pair',
  where: helplinesWithKitsToFollow,
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    const near = await nearOf(tx, helplineId, now);
    for (const kit of await kitsInUse(tx, helplineId)) {
      const isSame = kit.near.map(({ id }) => id).join() === near.nearIds.join();
      if (isSame) await changeKit(tx, helplineId, kit.id, near);
      else await changeAndTell(change, kit, near);
    }
  },
};
