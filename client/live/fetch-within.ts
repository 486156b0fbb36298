/**
 * Fetches, and reads the answer. Rejects once that takes too long, because over a link that is half dead neither an answer nor an
 * error comes. The connection is then given back: browsers open only a few to one server.
 */
export async function fetchWithin<T>(
  milliseconds: number,
  path: string,
  init: RequestInit,
  read: (response: Response) => T | Promise<T>,
): Promise<T> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), milliseconds);
  try {
    return await read(await fetch(path, { credentials: 'same-origin', signal: giveUp.signal, ...init }));
  } finally {
    clearTimeout(timer);
  }
}
