import { mayReadCall, mayWriteCall, type Call } from '#shared/calls';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { callById } from './queries.ts';

/** Refuses `not-found` a call that the actor may not read. */
export async function callToRead({ actor, tx, helplineId }: Context, callId: string): Promise<Call> {
  const call = await callById(tx, helplineId, callId);
  refuseUnless(call && mayReadCall(actor, call), 'not-found');
  return call;
}

/** Refuses `not-yours` a call that is not assigned to the actor, and `conflict` once the time for writing is over. */
export async function callToWrite(context: Context, callId: string): Promise<Call> {
  const call = await callToRead(context, callId);
  const { actor } = context;
  refuseUnless(
    call.assignedTo === actor.id,
    'not-yours',
    'Your partner has this call. Take it over if you want to change it.',
  );
  refuseUnless(
    mayWriteCall(actor, call),
    'conflict',
    'The time for writing about this shift is over, so this record stays as it is.',
  );
  return call;
}
