import { uuidv7 } from 'uuidv7';
import { callsByIds } from '../calls/queries.ts';
import { grantedThrough, insertGrantsThrough } from '../grants/queries.ts';
import type { Change } from '../platform/live/commands/command.ts';

/** Tells those who took or have these calls, once for each reader, that a handover has opened the record to them. */
export async function noteReadings(change: Change, callIds: string[], readers: string[]): Promise<void> {
  const { tx, helplineId, version, now, announce } = change;
  if (callIds.length === 0 || readers.length === 0) return;
  const known = await grantedThrough(tx, 'handover', callIds, readers);
  const calls = await callsByIds(tx, helplineId, callIds);
  const opened = calls.flatMap((call) => {
    const near = [...new Set([call.takenBy, call.assignedTo])];
    return readers
      .filter((reader) => !near.includes(reader) && !known.has(`${call.id} ${reader}`))
      .map((reader) => ({
        id: uuidv7(),
        helplineId,
        version,
        callId: call.id,
        callStartedAt: new Date(call.startedAt),
        openedBy: reader,
        openedAt: now,
        affectedPersonIds: near,
      }));
  });
  for (const grant of await insertGrantsThrough(tx, 'handover', opened)) announce('grant:changed', grant);
}
