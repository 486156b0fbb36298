import { scopeOf } from '#shared/viewer';
import type { SignIns } from '../../auth/sign-ins.ts';
import type { Db } from '../../database/db.ts';
import type { LiveSocket } from '../sockets.ts';
import type { Identity } from '../../identity.ts';
import type { Resync } from './resync.ts';

type Deps = { db: Db; signIns: SignIns; identity: Identity; resync: Resync['resync'] };

/** Connections looked at together. */
const atOnce = 100;

export type Recheck = (sockets: LiveSocket[], now: Date) => Promise<void>;

/** Time alone opens and closes what somebody may see, and ends sign-ins: resyncs the ones, disconnects the others. */
export function openRecheck({ db, signIns, identity, resync }: Deps): Recheck {
  /** A slice at a time: what is asked of the database at once does not grow with how many are connected. */
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
      else if (scopeOf(viewer) !== (before && scopeOf(before))) await resync(socket, 0);
    }
  }
}
