import type { Change, Due } from '../command.ts';
import { closeCallsTo } from '../calls/queries.ts';
import { openDebriefsHeldBy } from '../debrief/queries.ts';
import { endOpenings, helplinesWithOpeningsToEnd, standingOpenings } from './queries.ts';

/** A record that was opened with a reason closes again when its time is up. */
export const endingOpenings: Due = {
  what: 'an opened record to close again',
  where: helplinesWithOpeningsToEnd,
  async carryOut(change) {
    for (const { callId, openedBy } of await endOpenings(change.tx, change.helplineId, change.now))
      await closeRecord(change, callId, openedBy);
  },
};

/** Closes a record to this reader, unless a debrief that they hold, or another reason whose time is not up, keeps it open. */
export async function closeRecord(change: Change, callId: string, reader: string): Promise<void> {
  const { tx, helplineId, version, now, announce, rescope } = change;
  const held = await openDebriefsHeldBy(tx, reader);
  if (held.some(({ callIds }) => callIds.includes(callId))) return;
  if ((await standingOpenings(tx, reader, now)).some((opening) => opening.callId === callId)) return;
  for (const call of await closeCallsTo(tx, helplineId, [callId], reader, version))
    announce('call:changed', call);
  rescope(reader);
}
