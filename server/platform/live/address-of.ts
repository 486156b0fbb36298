import type { IncomingMessage } from 'node:http';

/** Where a request comes from, behind so many proxies that can be trusted; what somebody says before those is not believed. */
export function addressOf(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  proxies: number,
): string | undefined {
  const said = [headers['x-forwarded-for'] ?? []].flat().join(',');
  const addresses = [...said.split(','), socket.remoteAddress].map((one) => one?.trim()).filter(Boolean);
  return addresses[Math.max(0, addresses.length - 1 - proxies)];
}
