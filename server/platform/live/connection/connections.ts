import type { Clock } from '../../clock.ts';
import { errorFields, type Logger } from '../../logger.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Scheduler } from '../../schedule.ts';
import type { GapDetector } from '../broadcast/gap-detection.ts';
import { hasEnded } from '../broadcast/broadcast.ts';
import { rooms, socketsIn, type LiveServer, type LiveSocket } from '../sockets.ts';
import type { openConnected } from './connected.ts';
import type { Recheck } from './recheck.ts';
import type { Resync } from './resync.ts';

type Deps = {
  io: LiveServer;
  connected: ReturnType<typeof openConnected>;
  recheck: Recheck;
  renew: (socket: LiveSocket) => void;
  catchUp: Resync['catchUp'];
  gaps: GapDetector;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
  metrics: Pick<Metrics, 'gapsFound'>;
};

/** Milliseconds. A disconnect shorter than `reload` is a page reload, not an absence. */
const times = { reload: 2_000, look: 1_000, sweep: 5_000, recheck: 60_000 };

/** The periodic work on connections: heartbeats, gaps in the news, and people who have lost access. */
export function openConnections({
  io,
  connected,
  recheck,
  renew,
  catchUp,
  gaps,
  clock,
  scheduler,
  log,
  metrics,
}: Deps) {
  const sweeping = scheduler.every('sweep connections', times.sweep, sweep);
  // Without a database nothing is found; the sweep logs that the database is unavailable.
  const looking = scheduler.every('close gaps', times.look, () => look().catch(() => {}));
  let recheckedAt = clock().getTime();
  let closed = false;

  return {
    opened(socket: LiveSocket) {
      void connected.cameBack(socket.data.signedIn);
      socket.on('disconnect', () => {
        setTimeout(() => void (closed || connected.wentAway(socket.data.signedIn)), times.reload).unref();
      });
    },
    sweep: sweeping.run,
    /** Connections that close from now on are not recorded: their clients reconnect to another server, or to this one. */
    async close() {
      closed = true;
      await Promise.all([sweeping.stop(), looking.stop()]);
    },
  };

  async function sweep() {
    const now = clock();
    const sockets = [...io.sockets.sockets.values()];
    try {
      await connected.sweep([...new Set(sockets.map(({ data }) => data.signedIn.personId))], now);
      await look();
      // A clock may be set back.
      if (Math.abs(now.getTime() - recheckedAt) < times.recheck) return;
      recheckedAt = now.getTime();
      await recheck(sockets, now);
    } catch (error) {
      log('warn', 'connection sweep failed', errorFields(error));
    }
  }

  async function look() {
    const sockets = [...io.sockets.sockets.values()];
    const now = clock();
    for (const socket of sockets) if (socket.data.viewer && hasEnded(socket, now.getTime())) renew(socket);

    const helplineIds = [...new Set(sockets.map(({ data }) => data.signedIn.helplineId))];
    const { missed, scopeChanged } = await gaps.look(helplineIds);
    for (const helplineId of missed) {
      metrics.gapsFound.inc();
      log('info', 'missed changes found, sending them again', { helplineId });
      for (const socket of socketsIn(io, rooms.helpline(helplineId))) void catchUp(socket);
    }
    for (const helplineId of scopeChanged) await recheck(socketsIn(io, rooms.helpline(helplineId)), now);
  }
}
