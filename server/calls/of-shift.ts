import { isOfTheirShift } from '#shared/calls';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { callById } from './queries.ts';

/** Refuses `not-found` a call that is not of the shift the actor has joined, or that they may not read. */
export async function refuseUnlessOfShift({ actor, tx, helplineId }: Context, callId: string): Promise<void> {
  const call = await callById(tx, helplineId, callId);
  refuseUnless(
    call && call.shiftId === actor.joined?.id && isOfTheirShift(actor, call),
    'not-found',
    'The call this is about is not in this shift.',
  );
}
