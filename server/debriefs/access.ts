import { uuidv7 } from 'uuidv7';
import type { Call } from '#shared/calls';
import type { Debrief } from '#shared/debriefs';
import type { Change } from '../platform/live/commands/command.ts';
import { closeCallsTo, openCallsTo } from '../calls/reader-queries.ts';
import { callsKeptOpen, insertGrantsThrough } from '../grants/queries.ts';

/** Opens the calls of a request to the person who accepted it; a colleague who took one of them sees the grant. */
export async function beginAccess(
  { tx, version, helplineId, now, announce }: Change,
  debrief: Debrief,
  to: string,
) {
  const calls = await openCallsTo(tx, helplineId, debrief.callIds, to, version);
  for (const call of calls) announce('call:changed', call);
  const opened = { helplineId, version, openedBy: to, openedAt: now };
  const ofOthers = calls
    .map((call) => ({
      ...opened,
      id: uuidv7(),
      callId: call.id,
      callStartedAt: new Date(call.startedAt),
      affectedPersonIds: affectedPersonIdsOf(call, [debrief.askedBy, to]),
    }))
    .filter(({ affectedPersonIds }) => affectedPersonIds.length > 0);
  for (const grant of await insertGrantsThrough(tx, 'debrief', ofOthers)) announce('grant:changed', grant);
}

/** Neither the person who asked nor the reader counts as affected: the one opened their own calls, the other reads them. */
const affectedPersonIdsOf = ({ takenBy, assignedTo }: Call, known: string[]) =>
  [...new Set([takenBy, assignedTo])].filter((id) => !known.includes(id));

/** Closes the calls again, except those that another request or a grant keeps open to this person. */
export async function endAccess(
  { tx, version, helplineId, now, announce, resync }: Change,
  debrief: Debrief,
  holder: string,
) {
  const stillOpen = await callsKeptOpen(tx, holder, now);
  const done = debrief.callIds.filter((id) => !stillOpen.includes(id));
  for (const call of await closeCallsTo(tx, helplineId, done, holder, version))
    announce('call:changed', call);
  resync(holder);
}
