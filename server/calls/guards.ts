import { access } from '#shared/access';
import { mayWriteCall, type Call, type CallRecord } from '#shared/calls';
import { refuseUnknownWords } from '../lists/known-words.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { callById } from './queries.ts';

/** Asks the permission to write in this call; refuses `conflict` once the time for writing is over. */
export async function callToWrite(
  context: Context,
  command: 'call:note' | 'call:close',
  callId: string,
): Promise<Call> {
  const { tx, helplineId } = context;
  const call = permit(context, access[command], await callById(tx, helplineId, callId));
  refuseUnless(
    mayWriteCall(context.actor, call),
    'conflict',
    'The time for writing about this shift is over, so this record stays as it is.',
  );
  return call;
}

const one = (chosen: string | null | undefined) => (chosen ? [chosen] : []);

/** Refuses `malformed` for a word that is in none of the helpline's lists. */
export const refuseUnknownIn = (context: Context, changed: Partial<CallRecord>): Promise<void> =>
  refuseUnknownWords(context, {
    issues: changed.presentingIssues ?? [],
    outcomes: changed.outcomes ?? [],
    responses: one(changed.responseNeeded),
    boroughs: one(changed.borough),
    sources: one(changed.source),
  });
