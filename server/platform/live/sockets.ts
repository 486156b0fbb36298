import type { Server, Socket } from 'socket.io';
import type { ToClient, ToServer } from '#shared/contract';
import type { Viewer } from '#shared/viewer';
import type { SignedIn } from '../auth/sign-ins.ts';
import type { Volatile } from '../volatile.ts';
import type { PendingNews } from './registry.ts';

/** A committed change, as one server publishes it to the others. */
export type PublishedChange = {
  helplineId: string;
  version: number;
  pending: PendingNews[];
  resyncs: string[];
};

/** Events between the servers on one database, sent as JSON. Each server filters them for its own connections. */
export type BetweenServers = {
  news: (news: PublishedChange) => void;
  volatile: (helplineId: string, event: Volatile) => void;
  signedOut: (sessionHash: string) => void;
  isHere: (personId: string, answer: (isHere: boolean) => void) => void;
};

/** What belongs to one connection. */
export type SocketData = {
  signedIn: SignedIn;
  /** Null while a welcome is being read. */
  viewer: Viewer | null;
  /** Milliseconds since 1970. From then on the viewer is out of date by time alone, or the sign-in is over. */
  holdsUntil: number;
  /** News that arrived while a welcome was being read, and the replies to send after it. */
  held: PendingNews[];
  heldReplies: (() => void)[];
  /** How many welcomes were begun. */
  resyncs: number;
  /** The version of the last welcome that was sent. */
  welcomedTo: number;
};
export type LiveServer = Server<ToServer, ToClient, BetweenServers, SocketData>;
export type LiveSocket = Socket<ToServer, ToClient, BetweenServers, SocketData>;

/** Sends the reply to a command after the news of it, as the client expects: while a welcome is being read, both wait. */
export function replyAfterNews({ data }: LiveSocket, reply: () => void): void {
  if (data.viewer) reply();
  else data.heldReplies.push(reply);
}

/** Called after the news was sent, or when the server stops. */
export function sendHeldReplies({ data }: LiveSocket): void {
  for (const reply of data.heldReplies.splice(0)) reply();
}

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
