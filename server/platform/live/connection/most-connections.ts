import { rooms, socketsIn, type LiveServer, type LiveSocket } from '../sockets.ts';

/**
 * Closes a connection where somebody has too many: the oldest of the sign-in that has most of them, so that a device whose link
 * comes and goes takes nothing from the others. It is told why before, so that its page does not come back by itself.
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
