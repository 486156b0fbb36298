import { expect, test } from 'vitest';
import { VersionedMap } from '../../client/live/versioned-map.svelte.ts';

const row = (id: string, version: number, words = '') => ({ id, version, words });

test('the highest version of a row stays, in whatever order news comes', () => {
  const rows = new VersionedMap<ReturnType<typeof row>>();
  for (const news of [
    row('a', 3, 'third'),
    row('a', 1, 'first'),
    row('a', 3, 'third'),
    row('a', 2, 'second'),
  ])
    rows.keep(news);

  expect(rows.all).toEqual([row('a', 3, 'third')]);
});

test('a welcome with what has changed leaves the rest', () => {
  const rows = new VersionedMap<ReturnType<typeof row>>();
  rows.welcome(0, [row('a', 1), row('b', 2)]);
  rows.welcome(2, [row('b', 5)]);

  expect(rows.all).toEqual([row('a', 1), row('b', 5)]);
});

test('a welcome since 0 is everything there is to see', () => {
  const rows = new VersionedMap<ReturnType<typeof row>>();
  rows.welcome(0, [row('a', 1), row('b', 2)]);
  rows.welcome(0, [row('b', 2)]);

  expect(rows.get('a')).toBeUndefined();
  expect(rows.all).toEqual([row('b', 2)]);
});

test('a welcome since 0 takes the place of what was kept, also where less may be seen under an older version', () => {
  const rows = new VersionedMap<ReturnType<typeof row>>();
  rows.welcome(0, [row('a', 9, 'with a telephone number')]);
  rows.welcome(0, [row('a', 4, 'without one')]);

  expect(rows.get('a')).toEqual(row('a', 4, 'without one'));
});
