import { expect, test } from 'vitest';
import { matching, pathOf } from '../../client/shell/paths.ts';
import { Router } from '../../client/shell/router.svelte.ts';

const paths = ['/calls', '/calls/:id', '/desk/:id', '*'];

test('an address is the page whose path it fits, part by part', () => {
  expect(matching(paths, '/calls')).toEqual({ path: '/calls', params: {} });
  expect(matching(paths, '/calls/')).toEqual({ path: '/calls', params: {} });
  expect(matching(paths, '/calls/a%20b')).toEqual({ path: '/calls/:id', params: { id: 'a b' } });
  for (const other of ['/', '/call', '/calls/a/b', '/desk', '/api/calls'])
    expect(matching(paths, other), other).toBeUndefined();
});

test('an address that cannot be read is taken as it is written', () => {
  expect(matching(paths, '/desk/%E0%A4%A')?.params).toEqual({ id: '%E0%A4%A' });
});

test('a path is filled with what belongs in its places', () => {
  expect(pathOf('/desk/:id', { id: 'a/b' })).toBe('/desk/a%2Fb');
});

test('pages can be gone to only while they are followed, which they are not before signing in and on the card', () => {
  const router = new Router(['*']);
  expect(router.hasBegun).toBe(false);
  const stop = router.begin({ here: {}, others: () => Promise.resolve({ pages: {} }) });
  expect(router.hasBegun).toBe(true);
  stop();
  expect(router.hasBegun).toBe(false);
});
