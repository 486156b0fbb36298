import { beforeEach, expect, test, vi } from 'vitest';
import { MustAppear } from '../../client/shell/must-appear.svelte.ts';

type Parts = NonNullable<MustAppear['parts']>;
const parts = {} as Parts;

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('what must appear is fetched again after a pause', async () => {
  const fetch = vi
    .fn<() => Promise<Parts>>()
    .mockRejectedValueOnce(new Error('cut'))
    .mockResolvedValue(parts);
  const must = new MustAppear(fetch);
  void must.fetch();
  await vi.advanceTimersByTimeAsync(0);
  expect([fetch.mock.calls.length, must.parts, must.failed]).toEqual([1, undefined, false]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([fetch.mock.calls.length, must.parts, must.failed]).toEqual([2, parts, false]);
});

test('after some tries it ends, and the page says so', async () => {
  const fetch = vi.fn<() => Promise<Parts>>().mockRejectedValue(new Error('not there any more'));
  const must = new MustAppear(fetch);
  void must.fetch();
  await vi.advanceTimersByTimeAsync(120_000);
  expect([fetch.mock.calls.length, must.parts, must.failed]).toEqual([8, undefined, true]);
});
