import type { LiveSocket } from '../sockets.ts';

/** What may wait for one connection, behind what is on its way to it. */
const most = { events: 200, bytes: 256 * 1_024 };

/**
 * Whether somebody reads so slowly that it is better to let them come back for a welcome than to keep everything for them.
 * A welcome on its way does not count, however long: only what is told meanwhile does.
 */
export function isTooFarBehind({ conn, data }: LiveSocket): boolean {
  const { writeBuffer } = conn as unknown as { writeBuffer: { data?: unknown }[] };
  if (writeBuffer.length > most.events || data.held.length > most.events) return true;
  let bytes = 0;
  for (const packet of writeBuffer)
    if (typeof packet.data === 'string') bytes += Buffer.byteLength(packet.data);
  return bytes > most.bytes;
}
