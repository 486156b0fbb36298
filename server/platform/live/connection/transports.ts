import { setTimeout as pause } from 'node:timers/promises';
import type { LiveServer, LiveSocket } from '../sockets.ts';

/** Time for the send buffers to empty. */
const flushMs = 500;

/** Closes every transport instead of its socket: a client that receives a disconnect does not reconnect by itself. */
export async function closeTransports(io: LiveServer): Promise<void> {
  const closed = [...io.sockets.sockets.values()].map((socket) => {
    const left = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.conn.close();
    return left;
  });
  await Promise.race([Promise.all(closed), pause(flushMs)]);
}

/** Reads nothing more from a connection, not even what has arrived; closing it in order would wait for the other side. */
export function closeAtOnce({ conn }: LiveSocket): void {
  const { socket } = conn.transport as unknown as { socket?: { terminate?: () => void } };
  if (socket?.terminate) socket.terminate();
  else conn.close();
}
