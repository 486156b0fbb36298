import { actorOf } from './people/actor-queries.ts';
import { personById, viewersByIds } from './people/queries.ts';
import type { Identity } from './platform/identity.ts';
import { connectionRecords } from './presence/connections.ts';
import { believedTime } from './shifts/believed-time.ts';

/** The live engine's access to people and to the records of their connections. */
export const identity: Identity = {
  viewers: viewersByIds,
  self: (tx, { helplineId, id }) => personById(tx, helplineId, id),
  actor: actorOf,
  happenedAt: (saidAt, { joined }, now) => believedTime(saidAt, joined, now),
  connections: connectionRecords,
};
