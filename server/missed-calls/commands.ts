import { access } from '#shared/access';
import { missedCallUndoMs, type missedCallCommands } from '#shared/missed-calls';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { permitWhileOn } from '../shifts/guards.ts';
import { insertMissedCall, missedCallById, setMissedCallUndone } from './queries.ts';

export const missedCallHandlers: Handlers<keyof typeof missedCallCommands> = {
  async 'missedCall:note'({ missedCallId }, context) {
    const { tx, version, helplineId, now, happenedAt, announce } = context;
    const shift = permitWhileOn(context, access['missedCall:note'], happenedAt);

    const noted = {
      id: missedCallId,
      helplineId,
      version,
      shiftId: shift.id,
      rangAt: happenedAt,
      receivedAt: now,
    };
    announce('missedCall:changed', await insertMissedCall(tx, noted));
  },

  async 'missedCall:undo'({ missedCallId }, context) {
    const { tx, version, helplineId, now, announce } = context;
    const found = await missedCallById(tx, helplineId, missedCallId);
    const noted = permit(context, access['missedCall:undo'], found);
    const isSoon = now.getTime() - noted.receivedAt.getTime() <= missedCallUndoMs;
    refuseUnless(isSoon, 'conflict', 'This was noted a while ago, so it stays as it is.');
    if (noted.undoneAt !== null) return;

    announce('missedCall:changed', await setMissedCallUndone(tx, missedCallId, version, now));
  },
};
