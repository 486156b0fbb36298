import * as v from 'valibot';
import { afterEach, expect, test, vi } from 'vitest';
import { id } from '#shared/shapes';
import { newId } from '../../client/live/new-id.ts';

afterEach(() => vi.useRealTimers());

test('an id is one that the server takes, and no two are the same', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids.filter((one) => !v.is(id, one))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('ids sort by the time they were made at, also within a millisecond and after the clock was put back', () => {
  vi.useFakeTimers({ now: Date.parse('2030-01-01T00:00:00.500Z') });
  const before = Array.from({ length: 10_000 }, newId);
  vi.setSystemTime(Date.parse('2030-01-01T00:00:00.000Z'));
  const after = Array.from({ length: 100 }, newId);
  vi.setSystemTime(Date.parse('2030-01-02'));
  const all = [...before, ...after, newId()];
  expect(all).toEqual(all.toSorted());
  expect(parseInt(all.at(-1)!.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2030-01-02'));
});
