import { setTimeout as pause } from 'node:timers/promises';
import type { LiveServer } from '../sockets.ts';

/** Milliseconds for what is still in the send buffers. */
const flushMs = 500;

/** Closes every transport and not its socket: a client that is told to disconnect does not come back by itself. */
export async function closeTransports(io: LiveServer): Promise<void> {
  const closed = [...io.sockets.sockets.values()].map((socket) => {
    const left = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.conn.close();
    return left;
  });
  await Promise.race([Promise.all(closed), pause(flushMs)]);
}
