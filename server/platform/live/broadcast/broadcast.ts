import type { Server, Socket } from 'socket.io';
import type { ToClient, ToServer } from '#shared/contract';
import type { Viewer } from '#shared/people';
import type { Typing } from '#shared/messages';
import { holdsPlaceIn } from '#shared/people';
import type { SignedIn } from '../../auth/sign-ins.ts';
import type { BetweenServers } from '../cluster/peers.ts';
import { visibleTo, type PendingNews } from '../../../visibility.ts';
import { isTooFarBehind } from '../connection/backpressure.ts';

/**
 * `viewer` is null while a welcome is being read; news that comes meanwhile waits in `held`. `greetings` counts welcomes begun,
 * and `welcomedTo` is the version of the last one said.
 */
export type SocketData = {
  signedIn: SignedIn;
  viewer: Viewer | null;
  held: PendingNews[];
  resyncs: number;
  welcomedTo: number;
};
/** `to` is the partner for whom it is written. */
export type TypingFor = Typing & { to?: string | undefined };
export type LiveServer = Server<ToServer, ToClient, BetweenServers, SocketData>;
export type LiveSocket = Socket<ToServer, ToClient, BetweenServers, SocketData>;

export const rooms = {
  helpline: (id: string) => `helpline:${id}`,
  person: (id: string) => `person:${id}`,
  signIn: (sessionHash: string) => `sign-in:${sessionHash}`,
};

/** Who of this server's sockets is in a room. */
export function socketsIn(io: LiveServer, room: string): LiveSocket[] {
  const ids = io.sockets.adapter.rooms.get(room) ?? [];
  return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? []);
}

/** The one way out for news: each hearer is asked for anew, by the noun's own filter. Whoever is too far behind is dropped. */
export function broadcast(io: LiveServer, helplineId: string, pending: PendingNews[]): void {
  if (pending.length === 0) return;
  for (const socket of socketsIn(io, rooms.helpline(helplineId))) {
    if (isTooFarBehind(socket)) socket.conn.close(true);
    else if (socket.data.viewer) sendTo(socket, socket.data.viewer, pending);
    else socket.data.held.push(...pending);
  }
}

/** Nothing is said where the row, as this viewer sees it, is as it was: its version is then an older one. */
export function sendTo(socket: LiveSocket, viewer: Viewer, pending: PendingNews[]): void {
  for (const { name, row } of pending) {
    const seen = visibleTo(viewer, name, row);
    if (seen?.version === row.version)
      (socket.emit as (name: string, row: unknown) => void).call(socket, name, seen);
  }
}

/** To the partner, and where one is named only to them, wherever they look at the same shift. */
export function broadcastTyping(io: LiveServer, helplineId: string, { to, ...typing }: TypingFor): void {
  for (const socket of socketsIn(io, to ? rooms.person(to) : rooms.helpline(helplineId))) {
    const { viewer } = socket.data;
    if (viewer && viewer.id !== typing.personId && holdsPlaceIn(viewer, typing.shiftId))
      socket.volatile.emit('typing', typing);
  }
}
