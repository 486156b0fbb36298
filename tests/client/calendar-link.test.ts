import { expect, test } from 'vitest';
import * as v from 'valibot';
import { feedCommands } from '#shared/feeds';
import { newCalendarLink } from '../../client/feeds/calendar-link.ts';

test('a calendar link holds a token that is new each time, and the server is told its SHA-256 alone', async () => {
  const origin = 'https://line.example.org';
  const [one, other] = [(await newCalendarLink(origin))!, (await newCalendarLink(origin))!];
  const [, token] = /^https:\/\/line\.example\.org\/api\/feed\/([\w-]{43})\.ics$/.exec(one.address)!;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  const inHex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(one.tokenHash).toBe(inHex);
  expect(v.is(feedCommands['feed:make'], { tokenHash: one.tokenHash })).toBe(true);
  expect(other.address).not.toBe(one.address);
});
