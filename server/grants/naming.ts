import type { Call } from '#shared/calls';
import { callIdIn } from '../call-log/handles.ts';
import { callById } from '../calls/queries.ts';
import { refuseUnless, type Context, type Fields } from '../platform/live/commands/command.ts';

const tooOld = 'This line of the log cannot open its record any more. Load the log again, and try once more.';

/** The call that the command names, by its id or by a handle of the log; null if there is none. A handle that is not understood is refused. */
export async function callNamed(
  { tx, actor, helplineId, now }: Context,
  { callId, handle }: Pick<Fields<'grant:open'>, 'callId' | 'handle'>,
): Promise<Call | null> {
  if (handle === undefined) {
    refuseUnless(callId !== undefined, 'malformed');
    return callById(tx, helplineId, callId);
  }
  refuseUnless(callId === undefined, 'malformed');
  const meant = callIdIn(tx, actor, handle, now);
  refuseUnless(meant !== null, 'not-found', tooOld);
  return callById(tx, helplineId, meant);
}
