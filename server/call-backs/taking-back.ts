import type { Call } from '#shared/calls';
import type { Context } from '../platform/live/commands/command.ts';
import { openCallBackOfCall } from './queries.ts';
import { settle } from './settling.ts';

const isPromised = ({ record }: Call) => record.outcomes.includes('call-back');

/** Takes a promise back when *Call back agreed* is taken out of the record. */
export async function takeBackPromise(context: Context, before: Call, after: Call): Promise<void> {
  if (!isPromised(before) || isPromised(after)) return;
  const open = await openCallBackOfCall(context.tx, after.id);
  if (open) await settle(context, open, 'taken-back', {});
}
