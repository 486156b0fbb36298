import { afterEach, expect, test, vi } from 'vitest';
import { readSettings, WrongSettings } from '#server/platform/settings';
import { stillClock } from '../support/clock.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

const address = 'mailto:security@example.org';
const named = { securityContact: { address, until: new Date('2027-06-30T23:59:59Z') } };
const path = '/.well-known/security.txt';

let testServer: TestServer | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await testServer?.close();
  testServer = undefined;
});

/** As a browser asks for a page, so that the pages would answer if nothing else did. */
const ask = () => fetch(`${testServer!.url}${path}`, { headers: { accept: 'text/html' } });

test('whoever finds a weakness reads whom to write to, and until when that is right', async () => {
  testServer = await openTestServer({ ...named, startsAt: new Date('2027-06-30T20:00:00Z') });
  const answer = await ask();
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await answer.text()).toBe(
    [
      `Contact: ${address}`,
      'Expires: 2027-06-30T23:59:59.000Z',
      'Preferred-Languages: en',
      'Canonical: http://alongside.test/.well-known/security.txt',
      '',
    ].join('\n'),
  );
  testServer.clock.advance({ hours: 5 });
  expect((await ask()).status).toBe(404);
});

test('where nobody is named there is nothing', async () => {
  testServer = await openTestServer();
  expect((await ask()).status).toBe(404);
});

test('a server starts after the last day, serves nothing and says so in its log', async () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0);
  const clock = stillClock(new Date('2027-07-01T00:00:00Z'));
  testServer = await openTestServer({ ...named, clock, logLevel: 'warn' });
  expect((await ask()).status).toBe(404);
  expect(written.join('')).toContain('SECURITY_CONTACT_UNTIL is over');
});

const now = new Date('2026-11-26T12:00:00Z');
const both = (SECURITY_CONTACT: string, SECURITY_CONTACT_UNTIL: string) => ({
  SECURITY_CONTACT,
  SECURITY_CONTACT_UNTIL,
});

test.each(['2027-06-30', '2027-11-26', '2020-01-01'])('until %s is accepted', (day) => {
  expect(readSettings(both(address, day), now).securityContact).toEqual({
    address,
    until: new Date(`${day}T23:59:59Z`),
  });
});

test.each([
  [both('security@example.org', '2027-06-30'), 'it should be an address such as mailto:'],
  [both('http://example.org', '2027-06-30'), 'it should be an address such as mailto:'],
  [both(address, '30 June 2027'), 'it should be a day such as 2027-06-30'],
  [both(address, '2027-02-30'), 'it should be a day such as 2027-06-30'],
  [both(address, '2027-11-27'), 'at most a year ahead'],
  [both(address, ''), 'SECURITY_CONTACT_UNTIL is missing'],
  [both('', '2027-06-30'), 'SECURITY_CONTACT is missing'],
])('%o is refused in words', (environment, words) => {
  expect(() => readSettings(environment, now)).toThrow(WrongSettings);
  expect(() => readSettings(environment, now)).toThrow(words);
});
