import type { Server, Socket } from 'socket.io';
import type { ToClient, ToServer } from '#shared/contract';
import type { Viewer } from '#shared/viewer';
import type { SignedIn } from '../auth/sign-ins.ts';
import type { Volatile } from '../volatile.ts';
import type { PendingNews } from './registry.ts';

/** What a change on one server means to every other. */
export type PublishedChange = {
  helplineId: string;
  version: number;
  pending: PendingNews[];
  resyncs: string[];
};

/** What servers on one database tell one another. It goes as JSON, and each filters for its own connections. */
export type BetweenServers = {
  news: (news: PublishedChange) => void;
  volatile: (helplineId: string, event: Volatile) => void;
  signedOut: (sessionHash: string) => void;
  isHere: (personId: string, answer: (isHere: boolean) => void) => void;
};

/**
 * `viewer` is null while a welcome is being read; news that comes meanwhile waits in `held`. `resyncs` counts welcomes begun,
 * and `welcomedTo` is the version of the last one sent.
 */
export type SocketData = {
  signedIn: SignedIn;
  viewer: Viewer | null;
  held: PendingNews[];
  resyncs: number;
  welcomedTo: number;
};
export type LiveServer = Server<ToServer, ToClient, BetweenServers, SocketData>;
export type LiveSocket = Socket<ToServer, ToClient, BetweenServers, SocketData>;

export const rooms = {
  helpline: (id: string) => `helpline:${id}`,
  person: (id: string) => `person:${id}`,
  signIn: (sessionHash: string) => `sign-in:${sessionHash}`,
};

/** This server's sockets in a room. */
export function socketsIn(io: LiveServer, room: string): LiveSocket[] {
  const ids = io.sockets.adapter.rooms.get(room) ?? [];
  return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? []);
}
