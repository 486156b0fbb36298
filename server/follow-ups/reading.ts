import { uuidv7 } from 'uuidv7';
import type { FollowUp } from '#shared/follow-ups';
import { refuseUnless, type Change, type Context } from '../platform/live/commands/command.ts';
import { callById } from '../calls/queries.ts';
import { closeRecord } from '../grants/expiry.ts';
import { openRecord } from '../grants/giving.ts';
import { endGrantsOf } from '../grants/queries.ts';

/** Hours after which the record closes to a reader who never marks the follow-up as done. */
const openHours = 48;
const reason = 'It was to be looked at before the next shift.';

/** Opens the record of the call to the actor; the supporter who took the call sees the grant. */
export async function beginReading(context: Context, { callId }: FollowUp): Promise<void> {
  const call = callId && (await callById(context.tx, context.helplineId, callId));
  refuseUnless(call, 'not-found');
  refuseUnless(
    call.state !== 'active',
    'conflict',
    'This call is still going on. It can be taken on when it has ended.',
  );
  await openRecord(context, call, { id: uuidv7(), reason, minutes: openHours * 60 });
}

/** Closes the record again, unless something else keeps it open to this reader. */
export async function endReading(change: Change, { callId }: FollowUp, reader: string): Promise<void> {
  if (!callId) return;
  await endGrantsOf(change.tx, callId, reader, change.now);
  await closeRecord(change, callId, reader);
}
