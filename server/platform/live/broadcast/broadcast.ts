import type { Viewer } from '#shared/viewer';
import type { Clock } from '../../clock.ts';
import { isTooFarBehind } from '../connection/backpressure.ts';
import type { PendingNews, Registry } from '../registry.ts';
import { rooms, socketsIn, type LiveServer, type LiveSocket } from '../sockets.ts';
import type { Volatile } from '../../volatile.ts';

type Deps = {
  io: LiveServer;
  registry: Registry;
  clock: Clock;
  /** Welcomes this connection anew; from the call on its news is held back. */
  renew: (socket: LiveSocket) => void;
};
export type Broadcast = ReturnType<typeof openBroadcast>;

/** The only place from which news is sent: each row passes the noun's filter once per viewer. */
export function openBroadcast({ io, registry, clock, renew }: Deps) {
  return { broadcast, sendTo, sendVolatile };

  /** Disconnects clients whose send buffer is too full; they reconnect and get a welcome. */
  function broadcast(helplineId: string, pending: PendingNews[]): void {
    if (pending.length === 0) return;
    const now = clock().getTime();
    for (const socket of socketsIn(io, rooms.helpline(helplineId))) {
      if (isTooFarBehind(socket)) {
        socket.conn.close(true);
        continue;
      }
      if (socket.data.viewer && hasEnded(socket, now)) renew(socket);
      if (socket.data.viewer) sendTo(socket, socket.data.viewer, pending);
      else socket.data.held.push(...pending);
    }
  }

  /** Skips a row that has not changed for this viewer: its visible version is then an older one. */
  function sendTo(socket: LiveSocket, viewer: Viewer, pending: PendingNews[]): void {
    for (const { name, row } of pending) {
      const seen = registry.visibleTo(viewer, name, row);
      if (seen?.version === row.version) emitTo(socket, name, seen);
    }
  }

  /** Sends a volatile event to everybody who may receive it except its sender; dropped for connections that are busy. */
  function sendVolatile(helplineId: string, { name, from, to, payload }: Volatile): void {
    const now = clock().getTime();
    for (const socket of socketsIn(io, to ? rooms.person(to) : rooms.helpline(helplineId))) {
      const { viewer } = socket.data;
      if (
        viewer &&
        !hasEnded(socket, now) &&
        viewer.id !== from &&
        registry.volatile(name)?.mayReceive(viewer, payload)
      )
        emitTo(socket.volatile, name, payload);
    }
  }
}

/** Whether time has changed what this connection may see, or ended its sign-in. */
export const hasEnded = ({ data }: LiveSocket, now: number) => now >= data.holdsUntil;

/** Emits any event: callers have checked the payload's type against the name. */
function emitTo(to: Pick<LiveSocket, 'emit'>, name: string, payload: unknown): void {
  (to.emit as (name: string, payload: unknown) => void).call(to, name, payload);
}
