import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followPageLifecycle } from '../../client/live/page-lifecycle.ts';
import { kept, newBrowser, openTab, until } from './browser.ts';

let stop = () => {};
const show = (event: string) => window.dispatchEvent(Object.assign(new Event(event), { persisted: true }));

beforeEach(newBrowser);
afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

async function openAndFollow() {
  const tab = await openTab();
  stop = followPageLifecycle(tab.live);
  return { ...tab, closed: vi.spyOn(IDBDatabase.prototype, 'close') };
}

test('a page that is left with nothing to write closes its storage before anything else runs', async () => {
  const { live, closed } = await openAndFollow();
  await live.kept!.settled();
  show('pagehide');
  await Promise.resolve();
  expect(closed).toHaveBeenCalledOnce();
});

test('a page that is left in mid-word writes it down first', async () => {
  const { live, closed } = await openAndFollow();
  live.words.put('chat', 'a grey heron');
  show('pagehide');
  await until(() => closed.mock.calls.length === 1);
  expect(await kept('words', 1)).toMatchObject([{ value: 'a grey heron' }]);
});

test('a page that is shown again opens its storage when something is typed', async () => {
  const { live, closed } = await openAndFollow();
  show('pagehide');
  await until(() => closed.mock.calls.length === 1);
  show('pageshow');
  live.words.put('chat', 'a grey heron by the lock');
  live.words.flush();
  expect(await kept('words', 1)).toMatchObject([{ value: 'a grey heron by the lock' }]);
  expect(live.kept!.works).toBe(true);
});

test('a page that is shown again writes nothing beside what belongs to somebody else by now', async () => {
  const somebodyElse = '01900000-0000-7000-8000-000000000002';
  const { live, closed } = await openAndFollow();
  show('pagehide');
  await until(() => closed.mock.calls.length === 1);
  await openTab(somebodyElse);
  show('pageshow');
  live.words.put('chat', 'a grey heron by the lock');
  live.words.flush();
  await until(() => !live.kept!.works);
  await kept('', 0, somebodyElse);
});
