import { touchShiftForPair } from '../shifts/audience-queries.ts';
import type { ConnectionRecords } from '../platform/identity.ts';
import { connectedAfterAll, recordHeartbeat, staleSince } from './heartbeat-queries.ts';
import { setConnected, wouldChangeConnected } from './queries.ts';

/** Whether somebody is connected stands in the presence of every shift they are in, and the pair's shift tells of it. */
export const connectionRecords: ConnectionRecords = {
  recordHeartbeat,
  staleSince,
  backAfterAll: connectedAfterAll,
  wouldChange: (db, personId, { connected, now, staleSince }) =>
    wouldChangeConnected(db, personId, connected, now, staleSince),
  async record({ tx, helplineId, version, announce }, personId, { connected, now, staleSince }) {
    for (const presence of await setConnected(tx, personId, version, connected, now, staleSince)) {
      announce('presence:changed', presence);
      announce('shift:changed', await touchShiftForPair(tx, helplineId, presence.shiftId, version));
    }
  },
};
