import { isOfTheirShift } from '#shared/calls';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { callById } from './queries.ts';

/** What somebody says can be about a call of the shift they have joined, as far as they may read it; `not-found` otherwise. */
export async function refuseUnlessOfShift({ actor, tx, helplineId }: Context, callId: string): Promise<void> {
  const call = await callById(tx, helplineId, callId);
  refuseUnless(
    call && call.shiftId === actor.joined?.id && isOfTheirShift(actor, call),
    'not-found',
    'The call this is about is not in this shift.',
  );
}
