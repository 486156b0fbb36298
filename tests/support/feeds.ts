import { randomBytes } from 'node:crypto';
import type { Client } from './client.ts';
import { expectOk } from './helpline.ts';
import { hashOf } from './hash.ts';
import { eventsIn } from './calendar-readers.ts';

/** A token as a page makes it, and its hash. */
export function newToken() {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashOf(token) };
}

/** Makes a link as this person, and returns its token. */
export async function madeLink(client: Client): Promise<string> {
  const { token, tokenHash } = newToken();
  await expectOk(client.send('feed:make', { tokenHash }));
  return token;
}

/** What a calendar gets: it sends no cookie. */
export const fetchFeed = (url: string, token: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/feed/${token}.ics`, { headers });

export const eventsOfFeed = async (url: string, token: string) =>
  eventsIn(await (await fetchFeed(url, token)).text());
