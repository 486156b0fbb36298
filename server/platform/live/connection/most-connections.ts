import { rooms, socketsIn, type LiveServer, type LiveSocket } from '../sockets.ts';

/** Connections of one person to one server. */
export const mostConnections = 5;

/**
 * Closes a connection where somebody has too many: the oldest of the sign-in that has most of them, so that a device whose link
 * comes and goes takes nothing from the others. It is told why before, so that its page does not come back by itself.
 */
export function keepToMost(io: LiveServer, personId: string): void {
  const all = socketsIn(io, rooms.person(personId));
  if (all.length <= mostConnections) return;
  const bySignIn = new Map<string, LiveSocket[]>();
  for (const socket of all) {
    const { sessionHash } = socket.data.signedIn;
    bySignIn.set(sessionHash, [...(bySignIn.get(sessionHash) ?? []), socket]);
  }
  const [most] = [...bySignIn.values()].sort((one, other) => other.length - one.length);
  const oldest = most?.[0];
  oldest?.emit('displaced');
  oldest?.disconnect(true);
}
