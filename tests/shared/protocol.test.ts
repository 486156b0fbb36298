import { expect, test } from 'vitest';
import {
  isVersionRefusal,
  oldestProtocol,
  protocol,
  versionRefusal,
  versionRefusals,
} from '#shared/protocol';

test('a server understands its own version and those down to the oldest, and nothing else', () => {
  for (let spoken = oldestProtocol; spoken <= protocol; spoken++) expect(versionRefusal(spoken)).toBeNull();
  expect(versionRefusal(oldestProtocol - 1)).toBe('page-too-old');
  expect(versionRefusal(protocol + 1)).toBe('server-too-old');
});

test.each([undefined, null, '2', {}, [], NaN, 2.5, 1e99, -1])(
  '%s is no number of a version, so it is the first',
  (said) => {
    expect(versionRefusal(said)).toBe('page-too-old');
  },
);

test('only the reasons of the list are reasons', () => {
  for (const reason of versionRefusals) expect(isVersionRefusal(reason)).toBe(true);
  for (const other of ['not-signed-in', 'failed', 'xhr poll error', ''])
    expect(isVersionRefusal(other)).toBe(false);
});
