import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followPageLifecycle } from '../../client/live/page-lifecycle.ts';
import { uuidv7 } from 'uuidv7';
import { kept, newBrowser, openTab, until } from './browser.ts';
import { settled } from './fake-socket.ts';

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
  await live.persistence!.settled();
  show('pagehide');
  await Promise.resolve();
  expect(closed).toHaveBeenCalledOnce();
});

test('a page that is left in mid-word writes it down first', async () => {
  const { live, closed } = await openAndFollow();
  live.drafts.put('chat', 'a grey heron');
  show('pagehide');
  await until(() => closed.mock.calls.length === 1);
  expect(await kept('words', 1)).toMatchObject([{ value: 'a grey heron' }]);
});

test('a page that is shown again opens its storage when something is typed', async () => {
  const { live, closed } = await openAndFollow();
  show('pagehide');
  await until(() => closed.mock.calls.length === 1);
  show('pageshow');
  live.drafts.put('chat', 'a grey heron by the lock');
  live.drafts.flush();
  expect(await kept('words', 1)).toMatchObject([{ value: 'a grey heron by the lock' }]);
  expect(live.persistence!.works).toBe(true);
});

test('a page that is shown again writes nothing beside what belongs to somebody else by now', async () => {
  const somebodyElse = '01900000-0000-7000-8000-000000000002';
  const { live, closed } = await openAndFollow();
  show('pagehide');
  await until(() => closed.mock.calls.length === 1);
  await openTab(somebodyElse);
  show('pageshow');
  live.drafts.put('chat', 'a grey heron by the lock');
  live.drafts.flush();
  await until(() => !live.persistence!.works);
  await kept('', 0, somebodyElse);
});

test('a page that is left hands over, in their order, the commands that are not stored yet', async () => {
  const { live, socket, kill } = await openAndFollow();
  socket.welcome();
  for (const body of ['one', 'two', 'three']) void live.send('message:send', { messageId: uuidv7(), body });
  await settled();
  expect(socket.sent.map(({ fields }) => fields.body)).toEqual(['one']);
  const left = live.outbox.all.map(({ commandId }) => commandId);
  show('pagehide');
  expect(socket.sent.map(({ fields }) => fields.body)).toEqual(['one', 'one', 'two', 'three']);
  expect(live.connected).toBe(false);

  await live.persistence!.settled();
  kill();
  expect(await kept('command', 3)).toMatchObject([{ left: true }, { left: true }, { left: true }]);
  const next = await openTab();
  next.socket.welcome();
  for (const at of [0, 1, 2]) {
    await until(() => next.socket.sent.length === at + 1);
    next.socket.sent[at]!.answer({ ok: true });
  }
  expect(next.socket.sent.map(({ fields }) => fields.commandId)).toEqual(left);
});

test('a page that is left leaves what is stored to the next page', async () => {
  const { live, socket } = await openAndFollow();
  socket.welcome();
  void live.send('message:send', { messageId: uuidv7(), body: 'one' });
  void live.send('message:send', { messageId: uuidv7(), body: 'two' });
  await kept('command', 2);
  await live.persistence!.settled();
  await until(() => live.outbox.all.length === 2);
  show('pagehide');
  expect(socket.sent.map(({ fields }) => fields.body)).toEqual(['one']);
});

test('a page that comes back from the back/forward cache shows what other pages typed and sent meanwhile', async () => {
  const { live, closed } = await openAndFollow();
  live.drafts.put('chat', 'a grey heron');
  live.drafts.put('note', 'by the lock');
  show('pagehide');
  await until(() => closed.mock.calls.length === 1);
  // Nothing that is said between the tabs reaches a page in the cache.
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockReturnValue();

  const other = await openTab();
  other.live.drafts.put('chat', '');
  other.live.drafts.put('note', 'by the weir');
  other.live.drafts.put('reason', 'a worry');
  other.live.drafts.flush();
  void other.live.send('call:start', { callId: uuidv7() });
  await other.live.persistence!.settled();
  expect(live.drafts.at('note')).toBe('by the lock');
  show('pageshow');
  await until(() => live.drafts.at('note') === 'by the weir');
  expect(live.drafts.at('chat')).toBe('');
  expect(live.drafts.at('reason')).toBe('a worry');
  await until(() => live.waiting('call:start').length === 1);
});

test('what is typed while a page that came back reads its storage stays', async () => {
  const { live, closed } = await openAndFollow();
  live.drafts.put('chat', 'a grey heron');
  show('pagehide');
  await until(() => closed.mock.calls.length === 1);
  show('pageshow');
  live.drafts.put('chat', 'a grey heron by the lock');
  live.drafts.flush();
  await live.persistence!.settled();
  expect(live.drafts.at('chat')).toBe('a grey heron by the lock');
});

test('a page that comes back to a browser of somebody else closes', async () => {
  const { live, closed } = await openAndFollow();
  show('pagehide');
  await until(() => closed.mock.calls.length === 1);
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockReturnValue();
  await openTab('01900000-0000-7000-8000-000000000002');
  show('pageshow');
  await until(() => live.over);
});
