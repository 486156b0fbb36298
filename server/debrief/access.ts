import type { Debrief } from '#shared/debrief';
import type { Context } from '../command.ts';
import { closeCallsTo, openCallsTo } from '../calls/queries.ts';
import { standingOpenings } from '../openings/queries.ts';
import { openDebriefsHeldBy } from './queries.ts';

/** The calls a request is about are open to whoever has taken it. */
export async function beginAccess(
  { tx, version, helplineId, announce }: Context,
  debrief: Debrief,
  to: string,
) {
  for (const call of await openCallsTo(tx, helplineId, debrief.callIds, to, version))
    announce('call:changed', call);
}

/** They close again, unless another request that this person holds, or a reason they gave, keeps one open. */
export async function endAccess(
  { tx, version, helplineId, now, announce, rescope }: Context,
  debrief: Debrief,
  holder: string,
) {
  const held = await openDebriefsHeldBy(tx, holder);
  const opened = await standingOpenings(tx, holder, now);
  const stillOpen = [...held.flatMap(({ callIds }) => callIds), ...opened.map(({ callId }) => callId)];
  const done = debrief.callIds.filter((id) => !stillOpen.includes(id));
  for (const call of await closeCallsTo(tx, helplineId, done, holder, version))
    announce('call:changed', call);
  rescope(holder);
}
