import type { Call } from '#shared/calls';
import type { Context } from '../platform/live/commands/command.ts';
import { openCallsTo } from '../calls/reader-queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { insertGrant } from './queries.ts';

/** Opens a record to the actor for some minutes, announces it to those who took or have the call, and records it in the audit log. */
export async function openRecord(
  context: Context,
  call: Call,
  { id, reason, minutes }: { id: string; reason: string; minutes: number },
): Promise<void> {
  const { actor, tx, version, helplineId, now, announce } = context;
  const grant = {
    id,
    helplineId,
    version,
    callId: call.id,
    callStartedAt: new Date(call.startedAt),
    openedBy: actor.id,
    openedAt: now,
    until: new Date(now.getTime() + minutes * 60_000),
    reason,
    affectedPersonIds: [...new Set([call.takenBy, call.assignedTo])],
  };
  announce('grant:changed', await insertGrant(tx, grant));
  for (const opened of await openCallsTo(tx, helplineId, [call.id], actor.id, version))
    announce('call:changed', opened);
  await recordAudit(context, 'call-opened', call.id);
}
