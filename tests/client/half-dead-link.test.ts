import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AuthSession } from '../../client/auth/auth-session.svelte.ts';
import { fetchFile } from '../../client/live/fetch-file.ts';
import { Pages } from '../../client/live/pages.svelte.ts';
import { manualOf } from '../../client/pages/manual.svelte.ts';
import { bringFile } from '../../client/sources/bring-file.ts';
import { fakeLive, settled } from './fake-socket.ts';

/** How many requests have been given up. */
let givenUp = 0;

/** Over a link that is half dead a request is neither answered nor refused. */
beforeEach(() => {
  vi.useFakeTimers();
  givenUp = 0;
  vi.stubGlobal(
    'fetch',
    (_path: string, { signal }: RequestInit) =>
      new Promise((_answer, fail) => {
        signal!.addEventListener('abort', () => {
          givenUp += 1;
          fail(new DOMException('The request was given up.', 'AbortError'));
        });
      }),
  );
});
afterEach(() => vi.useRealTimers());

const after = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

test('a page that opens says after eight seconds that nothing can be reached', async () => {
  const session = new AuthSession();
  const looked = session.look();
  await after(7);
  expect(session.state).toBe('looking');
  await after(1);
  await looked;
  expect(session.state).toBe('unreachable');
  expect(givenUp).toBe(1);
});

test('a list that is fetched says after half a minute that it could not be, and can be fetched again', async () => {
  const pages = new Pages<{ id: string }>({
    address: '/api/calls/mine',
    list: 'calls',
    cursor: ({ id }) => id,
  });
  const fetched = pages.fetchMore();
  expect(pages.busy).toBe(true);
  await after(30);
  await fetched;
  expect(pages.busy).toBe(false);
  expect(pages.trouble).toMatch(/cannot be reached/);
  void pages.fetchMore();
  await after(30);
  expect(givenUp).toBe(2);
});

test('the manual is asked for again after a request that found no end', async () => {
  const { live } = fakeLive();
  const manual = manualOf({ live, me: { roles: ['supporter'] } });
  const first = manual.fetch();
  const second = manual.refresh();
  await after(30);
  expect(await first).toBe(false);
  await settled();
  await after(30);
  expect(await second).toBe(false);
  expect(givenUp).toBe(2);
  expect(manual.trouble).toMatch(/cannot be reached/);
});

test('a file is waited for longer, and not for ever', async () => {
  const fetched = fetchFile('/api/reports/file', {}, 'report.csv');
  const brought = bringFile('source', { size: 1, text: () => Promise.resolve('a') } as File);
  await after(299);
  expect(givenUp).toBe(0);
  await after(1);
  expect(await fetched).toMatch(/could not be fetched just now/);
  expect(await brought).toMatch(/could not be sent just now/);
});
