import type { CallBack, CallBackEnd } from '#shared/call-backs';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import type { Change, Context } from '../platform/live/commands/command.ts';
import { shiftById } from '../shifts/queries.ts';
import { eraseNumbers } from './number-queries.ts';
import { changeCallBack } from './queries.ts';

/** Settles it, erases the number, and cancels what the two were to be told. */
export async function settle(
  context: Context,
  { id }: CallBack,
  ending: CallBackEnd,
  more: { tries?: CallBack['tries']; reason?: string },
): Promise<void> {
  const { actor, tx, version, helplineId, now, announce } = context;
  const settled = { version, ...more, ending, settledBy: actor.id, settledAt: now, numberUntil: null };
  announce('callBack:changed', await changeCallBack(tx, helplineId, id, settled));
  await eraseNumbers(tx, [id]);
  await cancelNotifications(context, `/tonight#${id}`, ['call-back']);
}

/** The two of this shift ring no more, and may not see it any more. */
export async function hideFrom({ tx, helplineId, resync }: Change, shiftId: string | null): Promise<void> {
  const shift = shiftId && (await shiftById(tx, helplineId, shiftId));
  if (shift) for (const { personId } of shift.places) resync(personId);
}
