import { access } from '#shared/access';
import type { checkInCommands } from '#shared/check-ins';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { shiftById } from '../shifts/queries.ts';
import { checkInOf, keepCheckIn } from './queries.ts';

export const checkInHandlers: Handlers<keyof typeof checkInCommands> = {
  async 'checkIn:tell'({ checkInId, shiftId, heaviness, sharedWith }, context) {
    const { actor, tx, version, helplineId, now, announce, resync } = context;
    permit(context, access['checkIn:tell'], { shiftId });
    const before = await checkInOf(tx, actor.id, shiftId);
    refuseUnless(
      heaviness !== null || before,
      'conflict',
      'You have said nothing about this shift yet, so there is nothing to take back.',
    );

    const checkIn = await keepCheckIn(tx, {
      id: before?.id ?? checkInId,
      helplineId,
      version,
      personId: actor.id,
      shiftId,
      heaviness,
      sharedWith: heaviness === null ? 'nobody' : sharedWith,
      at: now,
    });
    announce('checkIn:changed', checkIn);
    if (before && before.sharedWith !== 'nobody' && before.sharedWith !== checkIn.sharedWith)
      for (const id of await viewersOf(before.sharedWith)) resync(id);

    /** The people who could see it before and no longer can. */
    async function viewersOf(audience: typeof sharedWith): Promise<string[]> {
      if (audience === 'managers')
        return (await peopleWhoAre(tx, helplineId, 'manager')).map((manager) => manager.id);
      const shift = await shiftById(tx, helplineId, shiftId);
      return (shift?.places ?? []).map(({ personId }) => personId).filter((id) => id !== actor.id);
    }
  },
};
