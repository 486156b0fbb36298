import { rooms, socketsIn, type LiveServer, type LiveSocket } from '../sockets.ts';

/**
 * Closes a connection of a person with too many: the oldest of the sign-in with the most, so that one device that keeps
 * reconnecting does not displace the others. Tells the page why first, so that it does not reconnect by itself.
 */
export function keepToMost(io: LiveServer, personId: string, most: number): void {
  const all = socketsIn(io, rooms.person(personId));
  if (all.length <= most) return;
  const bySignIn = new Map<string, LiveSocket[]>();
  for (const socket of all) {
    const { sessionHash } = socket.data.signedIn;
    bySignIn.set(sessionHash, [...(bySignIn.get(sessionHash) ?? []), socket]);
  }
  const [fullest] = [...bySignIn.values()].sort((one, other) => other.length - one.length);
  const oldest = fullest?.[0];
  oldest?.emit('displaced');
  oldest?.disconnect(true);
}
