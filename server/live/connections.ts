import type { SignIns } from '../auth/sign-ins.ts';
import type { Clock } from '../clock.ts';
import type { Change } from '../command.ts';
import type { Db } from '../db.ts';
import { factsOf, type Logger } from '../logger.ts';
import { viewersByIds } from '../people/queries.ts';
import { noteHeard, setConnected, unheardSince, wouldChangeConnected } from '../presence/queries.ts';
import { touchShift } from '../rota/queries.ts';
import { rooms, type LiveServer, type LiveSocket } from './audience.ts';

type Given = {
  io: LiveServer;
  db: Db;
  signIns: SignIns;
  clock: Clock;
  log: Logger;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  greet: (socket: LiveSocket, since: number) => Promise<void>;
};

/** Milliseconds. A reload is not an absence; whoever no server has heard for `silent` is gone, whatever became of theirs. */
const times = { reload: 2_000, sweep: 5_000, silent: 15_000, recheck: 60_000 };

/** Keeps the board's "here" and "not connected since 21:42" true, and drops whoever may no longer be connected. */
export function openConnections({ io, db, signIns, clock, log, change, greet }: Given) {
  const sweeping = setInterval(() => void sweep(), times.sweep);
  let recheckedAt = clock().getTime();

  return {
    opened(socket: LiveSocket) {
      void sayConnected(socket.data.signedIn, true);
      socket.on('disconnect', () => {
        setTimeout(() => void noteGone(socket.data.signedIn), times.reload).unref();
      });
    },
    sweep,
    close: () => clearInterval(sweeping),
  };

  async function noteGone(signedIn: { personId: string; helplineId: string }) {
    const elsewhere = await io.in(rooms.person(signedIn.personId)).fetchSockets();
    if (elsewhere.length === 0) await sayConnected(signedIn, false);
  }

  async function sayConnected(
    { personId, helplineId }: { personId: string; helplineId: string },
    connected: boolean,
  ) {
    try {
      if (!(await wouldChangeConnected(db, personId, connected, clock()))) return;
      await change(helplineId, async ({ tx, version, now, announce }) => {
        for (const presence of await setConnected(tx, personId, version, connected, now)) {
          announce('presence:changed', presence);
          announce('shift:changed', await touchShift(tx, helplineId, presence.shiftId, version));
        }
      });
    } catch (error) {
      log('warn', 'a connection could not be noted', factsOf(error));
    }
  }

  async function sweep() {
    const now = clock();
    const sockets = [...io.sockets.sockets.values()];
    try {
      await noteHeard(db, [...new Set(sockets.map((socket) => socket.data.signedIn.personId))], now);
      for (const gone of await unheardSince(db, new Date(now.getTime() - times.silent)))
        await sayConnected(gone, false);
      if (now.getTime() - recheckedAt < times.recheck) return;
      recheckedAt = now.getTime();
      await recheck(sockets, now);
    } catch (error) {
      log('warn', 'a sweep was cut short', factsOf(error));
    }
  }

  /** Time alone opens and closes what somebody may see, and ends sign-ins. */
  async function recheck(sockets: LiveSocket[], now: Date) {
    if (sockets.length === 0) return;
    const hashes = [...new Set(sockets.map((socket) => socket.data.signedIn.sessionHash))];
    await signIns.keepAlive(hashes);
    const [standing, viewers] = await Promise.all([
      signIns.standing(hashes),
      viewersByIds(db, [...new Set(sockets.map((socket) => socket.data.signedIn.personId))], now),
    ]);
    const viewerOf = new Map(viewers.map((viewer) => [viewer.id, viewer]));
    for (const socket of sockets) {
      const viewer = viewerOf.get(socket.data.signedIn.personId);
      if (!viewer || !standing.has(socket.data.signedIn.sessionHash)) socket.disconnect(true);
      else if (viewer.shiftIds.join() !== socket.data.viewer?.shiftIds.join()) await greet(socket, 0);
    }
  }
}
