import { uuidv7 } from 'uuidv7';
import type { Call } from '#shared/calls';
import type { Debrief } from '#shared/debriefs';
import type { Context } from '../platform/live/commands/command.ts';
import { closeCallsTo, openCallsTo } from '../calls/queries.ts';
import { callsKeptOpen, insertGrantsThrough } from '../grants/queries.ts';

/** The calls a request is about are open to whoever has taken it; a colleague who took one of them is told so. */
export async function beginAccess(
  { tx, version, helplineId, now, announce }: Context,
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
      affectedPersonIds: whoIsToKnow(call, [debrief.askedBy, to]),
    }))
    .filter(({ affectedPersonIds }) => affectedPersonIds.length > 0);
  for (const grant of await insertGrantsThrough(tx, 'debrief', ofOthers)) announce('grant:changed', grant);
}

/** Whoever asked opened their own calls themself, and whoever holds the debrief is the reader. */
const whoIsToKnow = ({ takenBy, assignedTo }: Call, known: string[]) =>
  [...new Set([takenBy, assignedTo])].filter((id) => !known.includes(id));

/** They close again, unless another request that this person holds, or a reason they gave, keeps one open. */
export async function endAccess(
  { tx, version, helplineId, now, announce, resync }: Context,
  debrief: Debrief,
  holder: string,
) {
  const stillOpen = await callsKeptOpen(tx, holder, now);
  const done = debrief.callIds.filter((id) => !stillOpen.includes(id));
  for (const call of await closeCallsTo(tx, helplineId, done, holder, version))
    announce('call:changed', call);
  resync(holder);
}
