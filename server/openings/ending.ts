import type { Due } from '../command.ts';
import { closeCallsTo } from '../calls/queries.ts';
import { openDebriefsHeldBy } from '../debrief/queries.ts';
import { endOpenings, helplinesWithOpeningsToEnd } from './queries.ts';

/** A record that was opened with a reason closes again, unless a debrief that its reader holds is about it. */
export const endingOpenings: Due = {
  what: 'an opened record to close again',
  where: helplinesWithOpeningsToEnd,
  async carryOut({ tx, helplineId, version, now, announce, rescope }) {
    for (const { callId, openedBy } of await endOpenings(tx, helplineId, now)) {
      const held = await openDebriefsHeldBy(tx, openedBy);
      if (held.some(({ callIds }) => callIds.includes(callId))) continue;
      for (const call of await closeCallsTo(tx, helplineId, [callId], openedBy, version))
        announce('call:changed', call);
      rescope(openedBy);
    }
  },
};
