import { touchShiftForPair } from '../shifts/audience-queries.ts';
import type { ConnectionRecords } from '../platform/identity.ts';
import { wronglyMarkedAway, recordHeartbeat, staleSince } from './heartbeat-queries.ts';
import { setConnected, wouldChangeConnected } from './connection-queries.ts';

/** Records a connection in the person's presence in every shift they have joined, and announces the shift to the pair. */
export const connectionRecords: ConnectionRecords = {
  recordHeartbeat,
  staleSince,
  wronglyMarkedAway,
  wouldChange: (db, personId, { connected, now, staleSince }) =>
    wouldChangeConnected(db, personId, connected, now, staleSince),
  async record({ tx, helplineId, version, announce }, personId, { connected, now, staleSince }) {
    for (const presence of await setConnected(tx, personId, version, connected, now, staleSince)) {
      announce('presence:changed', presence);
      announce('shift:changed', await touchShiftForPair(tx, helplineId, presence.shiftId, version));
    }
  },
};
