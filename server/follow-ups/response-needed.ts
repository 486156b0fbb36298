import { uuidv7 } from 'uuidv7';
import type { Call } from '#shared/calls';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import type { Context } from '../platform/live/commands/command.ts';
import { changeFollowUp, insertFollowUp, openFollowUpOfCall } from './queries.ts';
import { endReading } from './reading.ts';

const isToBeLookedAt = ({ record }: Call) => record.responseNeeded === 'manager-before-next-shift';

/** Creates a follow-up for the managers when *Manager to look before the next shift* is chosen, and withdraws it when another choice is made. */
export async function followResponseNeeded(context: Context, before: Call, after: Call): Promise<void> {
  const { actor, tx, version, helplineId, now, announce } = context;
  if (isToBeLookedAt(before) === isToBeLookedAt(after)) return;
  const open = await openFollowUpOfCall(tx, after.id);
  if (isToBeLookedAt(after) && !open) {
    const asked = {
      id: uuidv7(),
      helplineId,
      version,
      source: 'call' as const,
      words: 'Look at a call before the next shift',
      raisedBy: actor.id,
      raisedAt: now,
      withId: after.assignedTo,
      callId: after.id,
    };
    announce('followUp:changed', await insertFollowUp(tx, asked));
  }
  if (isToBeLookedAt(after) || !open) return;
  const takenBack = { version, doneBy: actor.id, doneAt: now };
  announce('followUp:changed', await changeFollowUp(tx, open.id, takenBack));
  if (open.forId) await endReading(context, open, open.forId);
  await cancelNotifications(context, `/desk#${open.id}`, ['look-at-call']);
}
