import type { Call } from '#shared/calls';
import type { Context } from '../command.ts';
import { openCallsTo } from '../calls/queries.ts';
import { keepLine } from '../log/queries.ts';
import { insertOpening } from './queries.ts';

/** Opens a record to the actor for some minutes, tells whoever took or has the call, and writes it down. */
export async function openRecord(
  context: Context,
  call: Call,
  { id, because, minutes }: { id: string; because: string; minutes: number },
): Promise<void> {
  const { actor, tx, version, helplineId, now, announce } = context;
  const opening = {
    id,
    helplineId,
    version,
    callId: call.id,
    callStartedAt: new Date(call.startedAt),
    openedBy: actor.id,
    openedAt: now,
    until: new Date(now.getTime() + minutes * 60_000),
    because,
    concerns: [...new Set([call.takenBy, call.heldBy])],
  };
  announce('opening:changed', await insertOpening(tx, opening));
  for (const opened of await openCallsTo(tx, helplineId, [call.id], actor.id, version))
    announce('call:changed', opened);
  await keepLine(context, 'call-opened', call.id);
}
