import type { LiveSocket } from '../sockets.ts';

/** Limits for the send buffer of one connection. */
const limits = { events: 200, bytes: 256 * 1_024 };

/**
 * Whether a client reads so slowly that disconnecting it, to be welcomed again, is better than buffering more.
 * A welcome being sent does not count, however long: only news sent after it does.
 */
export function isTooFarBehind({ conn, data }: LiveSocket): boolean {
  const { writeBuffer } = conn as unknown as { writeBuffer: { data?: unknown }[] };
  if (writeBuffer.length > limits.events || data.held.length > limits.events) return true;
  let bytes = 0;
  for (const packet of writeBuffer)
    if (typeof packet.data === 'string') bytes += Buffer.byteLength(packet.data);
  return bytes > limits.bytes;
}
