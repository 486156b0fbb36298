import { scopeOf, type Viewer } from '#shared/people';
import type { SignIns } from '../../auth/sign-ins.ts';
import type { Clock } from '../../clock.ts';
import type { Change } from '../commands/command.ts';
import type { Db } from '../../database/db.ts';
import { errorFields, type Logger } from '../../logger.ts';
import { viewersByIds } from '../../../people/queries.ts';
import type { Scheduler } from '../../schedule.ts';
import { connectedAfterAll, recordHeartbeat, staleSince } from '../../../presence/heartbeats.ts';
import { setConnected, wouldChangeConnected } from '../../../presence/queries.ts';
import { touchShiftForPair } from '../../../shifts/telling.ts';
import { rooms, socketsIn, type LiveServer, type LiveSocket } from '../broadcast/broadcast.ts';
import type { GapDetector } from '../broadcast/gap-detection.ts';

type Deps = {
  io: LiveServer;
  db: Db;
  signIns: SignIns;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  resync: (socket: LiveSocket, since: number) => Promise<void>;
  catchUp: (socket: LiveSocket) => Promise<void>;
  gaps: GapDetector;
  /** Whether this person is connected to any server; rejects where one does not answer. */
  isAnywhere: (personId: string) => Promise<boolean>;
};
type Whose = { personId: string; helplineId: string };

/** Milliseconds. A reload is not an absence; whoever no server has heard for `silent` is gone, whatever became of theirs. */
const times = { reload: 2_000, look: 1_000, sweep: 5_000, silent: 15_000, recheck: 60_000 };

/** Keeps the board's "here" and "not connected since 21:42" true, and drops whoever may no longer be connected. */
export function openConnections(given: Deps) {
  const { io, db, signIns, clock, scheduler, log, change, resync, catchUp, gaps, isAnywhere } = given;
  const sweeping = scheduler.every('sweep connections', times.sweep, sweep);
  // Without a database nothing is found; that it is away, the sweep says.
  const looking = scheduler.every('catch up', times.look, () => catchUpMissed().catch(() => {}));
  let recheckedAt = clock().getTime();
  let sweptAt = scheduler.uptimeMs();
  let closed = false;

  return {
    opened(socket: LiveSocket) {
      void recordConnected(socket.data.signedIn, true);
      socket.on('disconnect', () => {
        setTimeout(() => void recordGone(socket.data.signedIn), times.reload).unref();
      });
    },
    sweep: sweeping.run,
    /** Whoever leaves from now on goes to another server, or comes back to this one. */
    async close() {
      closed = true;
      await Promise.all([sweeping.stop(), looking.stop()]);
    },
  };

  /** Where another server does not answer, the sweep finds out: it notes whom it hears, or is not heard itself. */
  async function recordGone(signedIn: Whose) {
    if (closed) return;
    const isHere = await isAnywhere(signedIn.personId).catch(() => true);
    if (!isHere) await recordConnected(signedIn, false);
  }

  /** With `unheardSince`, only where no server has heard them meanwhile. */
  async function recordConnected({ personId, helplineId }: Whose, connected: boolean, staleSince?: Date) {
    try {
      if (!(await wouldChangeConnected(db, personId, connected, clock(), staleSince))) return;
      await change(helplineId, async ({ tx, version, now, announce }) => {
        for (const presence of await setConnected(tx, personId, version, connected, now, staleSince)) {
          announce('presence:changed', presence);
          announce('shift:changed', await touchShiftForPair(tx, helplineId, presence.shiftId, version));
        }
      });
    } catch (error) {
      log('warn', 'a connection could not be noted', errorFields(error));
    }
  }

  async function sweep() {
    const now = clock();
    const sockets = [...io.sockets.sockets.values()];
    const personIds = [...new Set(sockets.map((socket) => socket.data.signedIn.personId))];
    try {
      await recordHeartbeat(db, personIds, now);
      for (const here of await connectedAfterAll(db, personIds, now)) await recordConnected(here, true);
      await recordSilent(now);
      await catchUpMissed();
      if (now.getTime() - recheckedAt < times.recheck) return;
      recheckedAt = now.getTime();
      await recheck(sockets, now);
    } catch (error) {
      log('warn', 'a sweep was cut short', errorFields(error));
    }
  }

  /** After a time in which nobody could be noted, such as without a database, the other servers are given a turn first. */
  async function recordSilent(now: Date) {
    const couldNote = scheduler.uptimeMs() - sweptAt < times.silent;
    sweptAt = scheduler.uptimeMs();
    if (!couldNote) return;
    const before = new Date(now.getTime() - times.silent);
    for (const gone of await staleSince(db, before)) await recordConnected(gone, false, before);
  }

  async function catchUpMissed() {
    const sockets = [...io.sockets.sockets.values()];
    const helplineIds = [...new Set(sockets.map((socket) => socket.data.signedIn.helplineId))];
    for (const helplineId of await gaps.look(helplineIds)) {
      log('info', 'news was missed and is told again', { helplineId });
      for (const socket of socketsIn(io, rooms.helpline(helplineId))) void catchUp(socket);
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
      else if (sightOf(viewer) !== sightOf(socket.data.viewer)) await resync(socket, 0);
    }
  }
}

const sightOf = (viewer: Viewer | null) => viewer && scopeOf(viewer);
