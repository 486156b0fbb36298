import { isOfTheirShift } from '#shared/calls';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { callById } from './queries.ts';

/** Whether a call is of the shift the actor has joined, and they may read it. */
export async function isOfShift({ actor, tx, helplineId }: Context, callId: string): Promise<boolean> {
  const call = await callById(tx, helplineId, callId);
  return call !== null && call.shiftId === actor.joined?.id && isOfTheirShift(actor, call);
}

/** Refuses `not-found` a call that is not of that shift. */
export async function refuseUnlessOfShift(context: Context, callId: string): Promise<void> {
  refuseUnless(await isOfShift(context, callId), 'not-found', 'The call this is about is not in this shift.');
}
