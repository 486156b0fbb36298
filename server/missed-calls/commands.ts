import { missedCallAsSeenBy, missedCallUndoMs, type missedCallCommands } from '#shared/missed-calls';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { refuseUnlessOnShift } from '../shifts/guards.ts';
import { insertMissedCall, missedCallById, setMissedCallUndone } from './queries.ts';

export const missedCallHandlers: Handlers<keyof typeof missedCallCommands> = {
  async 'missedCall:note'({ missedCallId }, context) {
    const { tx, version, helplineId, now, happenedAt, announce } = context;
    const shift = refuseUnlessOnShift(context, happenedAt);

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

  async 'missedCall:undo'({ missedCallId }, { actor, tx, version, helplineId, now, announce }) {
    const noted = await missedCallById(tx, helplineId, missedCallId);
    refuseUnless(noted && missedCallAsSeenBy(actor, noted), 'not-found');
    const isSoon = now.getTime() - noted.receivedAt.getTime() <= missedCallUndoMs;
    refuseUnless(isSoon, 'conflict', 'This was noted a while ago, so it stays as it is.');
    if (noted.undoneAt !== null) return;

    announce('missedCall:changed', await setMissedCallUndone(tx, missedCallId, version, now));
  },
};
