import { beforeEach, expect, test, vi } from 'vitest';
import { ringOnce } from '../../client/signals/ring-once.ts';

type Work = (lock: object | null) => Promise<unknown>;

/** The locks of one browser: who asks while another holds the same one is told that it is not available. */
function locksOfOneBrowser() {
  const held = new Set<string>();
  return {
    async request(name: string, _how: object, work: Work) {
      if (held.has(name)) return work(null);
      held.add(name);
      await work({});
      held.delete(name);
    },
  } as unknown as LockManager;
}
const bell = (silenced = false) => ({ silenced, ring: vi.fn(() => Promise.resolve()) });

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('of two tabs one rings for the same call, and for another call one rings again', async () => {
  const locks = locksOfOneBrowser();
  const tabs = [bell(), bell()];
  for (const what of ['one', 'another']) for (const tab of tabs) void ringOnce(what, tab, locks);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(tabs.reduce((sum, { ring }) => sum + ring.mock.calls.length, 0)).toBe(2);
});

test('a tab that may not sound lets one ring that may', async () => {
  const locks = locksOfOneBrowser();
  const [silent, loud] = [bell(true), bell()];
  void ringOnce('one', silent, locks);
  void ringOnce('one', loud, locks);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([silent.ring.mock.calls.length, loud.ring.mock.calls.length]).toEqual([0, 1]);
});

test('a tab that may not sound and is alone tries all the same', async () => {
  const silent = bell(true);
  void ringOnce('one', silent, locksOfOneBrowser());
  await vi.advanceTimersByTimeAsync(1_000);
  expect(silent.ring).toHaveBeenCalledOnce();
});

test('without locks each tab rings', async () => {
  const tab = bell();
  await ringOnce('one', tab, undefined);
  expect(tab.ring).toHaveBeenCalledOnce();
});
