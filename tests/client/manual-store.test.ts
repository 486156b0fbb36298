import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Manual, Page, PageVersion } from '#shared/pages';
import { manualOf } from '../../client/pages/manual.svelte.ts';
import { eventually } from '../support/eventually.ts';
import { dump, kept, newBrowser, openTab } from './browser.ts';

const canary = 'a grey heron by the lock';
const page = (id: string, version: number, title = canary): Page => ({
  ...{ id, version, state: 'published', starter: null, proposed: null, draft: null },
  current: { number: 1, title, body: title } as PageVersion,
  mustReadSince: null,
  fromReview: false,
});
const supporter = { roles: ['supporter' as const] };

let answers: (Partial<Manual> | null)[];
let asked: string[];
beforeEach(() => {
  newBrowser();
  [answers, asked] = [[], []];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    const answer = answers.shift();
    if (!answer) return Promise.reject(new Error('There is no link.'));
    return Promise.resolve(new Response(JSON.stringify({ readings: [], ids: [], pages: [], ...answer })));
  });
});
afterEach(() => vi.unstubAllGlobals());

test('the manual is on the disk encrypted; the next page has it without a link, and asks for the difference', async () => {
  const before = await openTab();
  answers = [{ version: 7, ids: ['a', 'b'], pages: [page('a', 5), page('b', 6)] }];
  expect(await manualOf({ live: before.live, me: supporter }).fetch()).toBe(true);
  await kept('manual', 1);
  expect(await dump()).not.toContain(canary);
  before.kill();

  const after = await openTab();
  const manual = manualOf({ live: after.live, me: supporter });
  expect(await manual.fetch()).toBe(false);
  expect(manual.pages.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(manual.trouble).not.toBeNull();
  answers = [{ version: 9, ids: ['b', 'c'], pages: [page('c', 9)] }];
  expect(await manual.fetch()).toBe(true);
  expect(manual.pages.map(({ id }) => id)).toEqual(['b', 'c']);
  expect(asked).toEqual(['/api/manual?since=0', '/api/manual?since=7', '/api/manual?since=7']);
});

test('with other roles everything is asked for anew, and signing out leaves nothing', async () => {
  const before = await openTab();
  answers = [{ version: 7, ids: ['a'], pages: [page('a', 5)] }];
  await manualOf({ live: before.live, me: supporter }).fetch();
  await kept('manual', 1);
  before.kill();

  const { live } = await openTab();
  answers = [{ version: 8, ids: ['a'], pages: [page('a', 5)] }];
  await manualOf({ live, me: { roles: ['manager'] } }).fetch();
  expect(asked).toEqual(['/api/manual?since=0', '/api/manual?since=0']);
  await live.persistence!.settled();
  await live.persistence!.remove();
  await kept('manual', 0);
});

test('news of a newer manual has it fetched, and older news does not', async () => {
  const { live, socket } = await openTab();
  answers = [{ version: 7, ids: ['a'], pages: [page('a', 5)] }];
  const manual = manualOf({ live, me: supporter });
  await manual.fetch();
  socket.say('page:changed', { id: 'h', version: 6 });
  answers = [{ version: 8, ids: ['a'], pages: [page('a', 8, 'New')] }];
  socket.say('page:changed', { id: 'h', version: 8 });
  await eventually(() => expect(manual.pages[0]?.current?.title).toBe('New'));
  expect(asked).toHaveLength(2);
});
