import { scopeOf } from '#shared/viewer';
import type { SignIns } from '../../auth/sign-ins.ts';
import type { Db } from '../../database/db.ts';
import type { LiveSocket } from '../sockets.ts';
import type { Identity } from '../../identity.ts';
import type { Resync } from './resync.ts';

type Deps = { db: Db; signIns: SignIns; identity: Identity; resync: Resync['resync'] };

/** Connections per slice. */
const atOnce = 100;

export type Recheck = (sockets: LiveSocket[], now: Date) => Promise<void>;

/** Resyncs people who may see something else than before, and disconnects those whose sign-in has ended. */
export function openRecheck({ db, signIns, identity, resync }: Deps): Recheck {
  /** Works in slices, so that the size of a query does not grow with the number of connections. */
  return async function recheck(sockets, now) {
    for (let from = 0; from < sockets.length; from += atOnce)
      await recheckSlice(sockets.slice(from, from + atOnce), now);
  };

  async function recheckSlice(sockets: LiveSocket[], now: Date) {
    const hashes = [...new Set(sockets.map(({ data }) => data.signedIn.sessionHash))];
    const personIds = [...new Set(sockets.map(({ data }) => data.signedIn.personId))];
    await signIns.keepAlive(hashes);
    const [standing, viewers] = await Promise.all([
      signIns.standing(hashes),
      identity.viewers(db, personIds, now),
    ]);
    const viewerOf = new Map(viewers.map((viewer) => [viewer.id, viewer]));
    for (const socket of sockets) {
      const { signedIn, viewer: before } = socket.data;
      const viewer = viewerOf.get(signedIn.personId);
      if (!viewer || !standing.has(signedIn.sessionHash)) socket.disconnect(true);
      else if (scopeOf(viewer) !== (before && scopeOf(before))) await resync(socket, 0, 'changed');
    }
  }
}
