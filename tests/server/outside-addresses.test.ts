import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { lookupOutside, mayCall } from '#server/platform/outside/addresses';

test.each([
  'https://fcm.googleapis.com/fcm/send/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/abc',
  'https://93.184.216.34/abc',
  'https://[2606:2800:220:1:248:1893:25c8:1946]/abc',
])('%s may be called', (endpoint) => {
  expect(mayCall(endpoint, false)).toBe(true);
});

test.each([
  'http://fcm.googleapis.com/fcm/send/abc',
  'ftp://example.org/abc',
  'https://name:word@example.org/abc',
  'https://localhost/abc',
  'https://db.localhost/abc',
  'https://printer.local/abc',
  'https://metadata.google.internal/abc',
  'https://intranet/abc',
  'https://127.0.0.1/abc',
  'https://2130706433/abc',
  'https://0x7f.1/abc',
  'https://10.1.2.3/abc',
  'https://100.64.0.1/abc',
  'https://169.254.169.254/latest/meta-data',
  'https://172.31.0.1/abc',
  'https://192.168.1.1/abc',
  'https://0.0.0.0/abc',
  'https://224.0.0.1/abc',
  'https://[::1]/abc',
  'https://[::]/abc',
  'https://[::ffff:127.0.0.1]/abc',
  'https://[::ffff:10.0.0.1]/abc',
  'https://[::ffff:0:10.0.0.1]/abc',
  'https://[3fff::1]/abc',
  'https://[5f00::1]/abc',
  'https://[fd00::1]/abc',
  'https://[fe80::1]/abc',
  'https://[64:ff9b::7f00:1]/abc',
  'https://192.0.2.1/abc',
  'https://198.51.100.1/abc',
  'https://203.0.113.1/abc',
  'https://[2001:db8::1]/abc',
  'https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/abc',
  'https://[2002:7f00:1::]/abc',
])('%s may not be called', (endpoint) => {
  expect(mayCall(endpoint, false)).toBe(false);
});

test('a server for this computer alone may also call what is on it, and nothing else inside', () => {
  for (const endpoint of ['http://127.0.0.1:8080/abc', 'http://localhost/abc', 'http://[::1]/abc'])
    expect(mayCall(endpoint, true)).toBe(true);
  for (const endpoint of [
    'http://10.1.2.3/abc',
    'https://192.168.1.1/abc',
    'http://example.org/abc',
    'http://127.0.0.1.example.org/abc',
  ])
    expect(mayCall(endpoint, true)).toBe(false);
});

test('a name that stands for an address inside is not found', async () => {
  const found = await new Promise<[string | undefined, string | LookupAddress[]]>((resolve) =>
    lookupOutside('localhost', { all: true }, (error, address) => resolve([error?.code, address])),
  );
  expect(found[0]).toBe('EINSIDE');
});
