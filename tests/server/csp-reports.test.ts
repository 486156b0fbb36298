import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { origin } from '../support/test-server.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer } = useHelplineEach({ logLevel: 'warn' });
let written: string[] = [];
beforeEach(() => {
  written = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0);
});
afterEach(() => void vi.restoreAllMocks());

/** As a browser sends it: without one of our own headers. */
const report = (body: string, type = 'application/csp-report') =>
  fetch(`${testServer.url}/api/csp-reports`, { method: 'POST', headers: { 'content-type': type }, body });
const older = (said: object) => JSON.stringify({ 'csp-report': said });
const lines = () =>
  written
    .join('')
    .split('\n')
    .filter((line) => line.includes('content security policy'))
    .map((line) => JSON.parse(line) as object);
const secret = 'Words-of-Ana';

test('every page says where to report, in both ways', async () => {
  const { headers } = await fetch(`${testServer.url}/api/me`);
  expect(headers.get('reporting-endpoints')).toBe('csp="/api/csp-reports"');
  expect(headers.get('content-security-policy')).toMatch(/report-uri \/api\/csp-reports;report-to csp$/);
});

test('of a report only the directive, our own origin and the count are logged', async () => {
  const page = `${origin}/calls/${secret}?who=${secret}`;
  const said = { 'document-uri': page, 'effective-directive': 'script-src', 'script-sample': secret };
  expect((await report(older({ ...said, referrer: secret, 'blocked-uri': secret }))).status).toBe(204);
  const newer = {
    effectiveDirective: 'img-src',
    documentURL: `https://${secret}.example.org/`,
    sample: secret,
  };
  const both = JSON.stringify([{ type: 'csp-violation', url: page, body: newer }]);
  expect((await report(both, 'application/reports+json')).status).toBe(204);
  expect(lines()).toEqual([
    expect.objectContaining({ directive: 'script-src', origin, count: 1 }),
    expect.objectContaining({ directive: 'img-src', origin: null, count: 2 }),
  ]);
  expect(written.join('').toLowerCase()).not.toContain(secret.toLowerCase());
});

test.each([
  ['nothing', ''],
  ['a directive that there is not', older({ 'effective-directive': secret })],
  ['something that is no report', JSON.stringify([null, 7, { body: null }, { body: [secret] }])],
  ['null within', older({ 'effective-directive': null, 'document-uri': 7 })],
])('%s is taken and logs nothing', async (_what, body) => {
  expect((await report(body)).status).toBe(204);
  expect(lines()).toEqual([]);
});

test('what is too long, no JSON or of another type is refused or left unread', async () => {
  expect((await report(older({ 'effective-directive': 'img-src', more: 'x'.repeat(9_000) }))).status).toBe(
    400,
  );
  expect((await report('{"csp-report":')).status).toBe(400);
  expect((await report(older({ 'effective-directive': 'img-src' }), 'text/plain')).status).toBe(204);
  expect(lines()).toEqual([]);
});

test('sixty reports are read in a minute, and then again in the next', async () => {
  const one = older({ 'effective-directive': 'img-src', 'document-uri': origin });
  const statuses = [];
  for (let times = 0; times < 61; times += 1) statuses.push((await report(one)).status);
  expect(statuses.filter((status) => status === 204)).toHaveLength(60);
  expect(statuses.at(-1)).toBe(429);
  testServer.clock.advance({ minutes: 1 });
  expect((await report(one)).status).toBe(204);
  expect(lines()).toHaveLength(61);
});
