import type { CallBack, CallBackEnd } from '#shared/call-backs';
import type { CallBackBecame } from '#shared/monthly-counts';
import { countInMonth } from '../monthly-counts/queries.ts';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import type { Change, Context } from '../platform/live/commands/command.ts';
import { shiftById } from '../shifts/queries.ts';
import { eraseNumbers } from './number-queries.ts';
import { changeCallBack } from './queries.ts';

/** Settles and counts it, erases the number, and cancels what the two were to be told. */
export async function settle(
  context: Context,
  callBack: CallBack,
  ending: CallBackEnd,
  more: { tries?: CallBack['tries']; reason?: string },
): Promise<void> {
  const { actor, tx, version, helplineId, now, announce } = context;
  const { id } = callBack;
  const settled = { version, ...more, ending, settledBy: actor.id, settledAt: now, numberUntil: null };
  announce('callBack:changed', await changeCallBack(tx, helplineId, id, settled));
  const slug = becameOf({ ...callBack, ...more }, ending);
  if (slug) await countInMonth(tx, helplineId, { what: 'call-backs', slug, at: now });
  await eraseNumbers(tx, [id]);
  await cancelNotifications(context, `/tonight#${id}`, ['call-back']);
}

/** What reports count it as; null for a promise that was taken out of the record. */
function becameOf({ tries, until }: CallBack, ending: CallBackEnd): CallBackBecame | null {
  if (ending === 'taken-back') return null;
  if (ending === 'they-asked-us-not-to') return 'not-wanted';
  if (ending === 'let-go') return tries.length > 0 ? 'no-answer' : 'not-tried';
  return Date.parse(tries.at(-1)!.at) <= Date.parse(until) ? 'in-time' : 'later';
}

/** The two of this shift ring no more, and may not see it any more. */
export async function hideFrom({ tx, helplineId, resync }: Change, shiftId: string | null): Promise<void> {
  const shift = shiftId && (await shiftById(tx, helplineId, shiftId));
  if (shift) for (const { personId } of shift.places) resync(personId);
}
