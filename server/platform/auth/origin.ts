import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from Alongside's own pages. A browser names the page's origin on every WebSocket and every POST;
 * on a plain GET it sends none, but `same-origin` in Sec-Fetch-Site. A request with neither is refused.
 */
export function comesFromUs(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (headers.origin === undefined) return site === 'same-origin';
  return (
    origins.includes(headers.origin) && (site === undefined || site === 'same-origin' || site === 'same-site')
  );
}
