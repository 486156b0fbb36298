import type { IncomingMessage } from 'node:http';

/** The client address of a request behind this many trusted proxies; entries before those in X-Forwarded-For are ignored. */
export function addressOf(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  proxies: number,
): string | undefined {
  const said = [headers['x-forwarded-for'] ?? []].flat().join(',');
  const addresses = [...said.split(','), socket.remoteAddress].map((one) => one?.trim()).filter(Boolean);
  return addresses[Math.max(0, addresses.length - 1 - proxies)];
}
