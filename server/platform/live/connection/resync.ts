import { setTimeout as pause } from 'node:timers/promises';
import type { Welcome } from '#shared/contract';
import { scopeOf, type Viewer } from '#shared/viewer';
import type { SignIns } from '../../auth/sign-ins.ts';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../database/db.ts';
import { errorFields, type Logger } from '../../logger.ts';
import type { Metrics, WelcomeReason } from '../../metrics/metrics.ts';
import type { Broadcast } from '../broadcast/broadcast.ts';
import { sendHeldReplies, type LiveSocket } from '../sockets.ts';
import type { Identity } from '../../identity.ts';
import type { PendingNews, Registry } from '../registry.ts';
import { welcomeOf } from './welcome.ts';

type Deps = {
  db: Db;
  signIns: SignIns;
  clock: Clock;
  log: Logger;
  identity: Identity;
  registry: Registry;
  sendTo: Broadcast['sendTo'];
  trial: boolean;
  welcomed: (helplineId: string, version: number) => void;
  metrics: Pick<Metrics, 'welcomes'>;
};

/** Waits before a welcome is read again: after the database was unavailable, more of its connections may break. */
const retryDelaysMs = [100, 400, 1_600];

export type Resync = ReturnType<typeof openResync>;

/** Sends welcomes: on connecting, and when what a person may see has changed. */
export function openResync(deps: Deps) {
  const { signIns, clock, log, registry, sendTo, welcomed, metrics } = deps;
  /** Each person's scope at their last welcome, and the version since which it has applied. */
  const scopes = new Map<string, { scope: string; since: number }>();

  return { resync, catchUp, noteResync };

  /** Sends everything since the last welcome again, because news may have been missed. */
  async function catchUp(socket: LiveSocket) {
    await resync(socket, socket.data.welcomedTo, 'catch-up');
  }

  /** A client that reconnects with a version older than this one gets a full welcome. */
  function noteResync(personId: string, version: number) {
    const known = scopes.get(personId);
    if (known) known.since = Math.max(known.since, version);
  }

  /**
   * Sends a welcome. Holds news back meanwhile, and the replies that follow it, so that the welcome arrives before any later
   * change; if two run at once for a socket, only the later one is sent.
   */
  function resync(socket: LiveSocket, since: number, reason: WelcomeReason): Promise<void> {
    return send(socket, since, metrics.welcomes.startTimer({ reason }));
  }

  async function send(socket: LiveSocket, since: number, sent: () => void, tried = 0): Promise<void> {
    const { signedIn } = socket.data;
    const generation = (socket.data.resyncs += 1);
    socket.data.viewer = null;
    try {
      const [standing, read] = await Promise.all([
        signIns.standing([signedIn.sessionHash]),
        welcomeOf(deps, signedIn, (viewer, version) => sinceFor(viewer, version, since), clock()),
      ]);
      if (generation !== socket.data.resyncs) return;
      if (!read || standing.size === 0) return void socket.disconnect(true);
      const { viewer, welcome } = read;
      socket.emit('welcome', welcome);
      sent();
      socket.data.viewer = viewer;
      socket.data.holdsUntil = Math.min(viewer.holdsUntil ?? Infinity, signedIn.endsAt);
      socket.data.welcomedTo = welcome.version;
      welcomed(viewer.helplineId, welcome.version);
      const held = socket.data.held.splice(0);
      sendTo(
        socket,
        viewer,
        held.filter((news) => isStillNews(news, welcome)),
      );
      sendHeldReplies(socket);
    } catch (error) {
      if (generation !== socket.data.resyncs) return;
      const wait = retryDelaysMs[tried];
      if (wait === undefined) {
        log('error', 'a welcome could not be read', errorFields(error));
        return void socket.conn.close();
      }
      await pause(wait);
      if (socket.connected && generation === socket.data.resyncs) await send(socket, since, sent, tried + 1);
    }
  }

  /** It is later than the welcome, or the welcome holds it as it is: a page tells some news, which a welcome only shows. */
  function isStillNews(news: PendingNews, welcome: Welcome): boolean {
    return news.row.version > welcome.version || registry.holds(welcome, news);
  }

  /** A catch-up by version misses rows that just became visible and cannot remove rows that no longer are, so a change of scope needs a full resync. */
  function sinceFor(viewer: Viewer, version: number, since: number): number {
    const now = scopeOf(viewer);
    const known = scopes.get(viewer.id);
    if (known?.scope === now) return since < known.since ? 0 : since;
    scopes.set(viewer.id, { scope: now, since: Math.max(known?.since ?? 0, version) });
    return 0;
  }
}
