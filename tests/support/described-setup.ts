import { afterEach, expect } from 'vitest';
import { watchClients } from './client.ts';
import { openDescribed } from './described.ts';

type Described = ReturnType<typeof openDescribed>;

/** Whatever a server says in a test is compared with docs/api; the test fails where they differ. One for all files of a worker. */
const shared = globalThis as { described?: Described };
const described = (shared.described ??= watchingFetch(openDescribed()));
watchClients(described);

/** What differs on purpose, in a test of servers of two versions, so that it is not a failure. */
export const takeDifferences = (): string[] => described.take();

afterEach(() => {
  expect(described.take(), 'what a server said, and docs/api does not').toEqual([]);
});

function watchingFetch(described: Described): Described {
  const { fetch: ask } = globalThis;
  globalThis.fetch = async (...words) => {
    const response = await ask(...words);
    const { pathname } = new URL(response.url);
    const { method = 'GET' } = words[1] ?? {};
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    if (pathname.startsWith('/api/') && isJson && method !== 'HEAD')
      described.answered(method, pathname, response.status, await response.clone().json());
    return response;
  };
  return described;
}
