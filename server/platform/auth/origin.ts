import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from Alongside's own pages. A browser names the page's origin on every WebSocket and every POST;
 * on a plain GET of its own it names none, and says `same-origin` in Sec-Fetch-Site. Whoever says neither is refused.
 */
export function comesFromUs(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (headers.origin === undefined) return site === 'same-origin';
  return (
    origins.includes(headers.origin) && (site === undefined || site === 'same-origin' || site === 'same-site')
  );
}
