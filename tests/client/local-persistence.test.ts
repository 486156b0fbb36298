import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { moveDate } from './device-time.ts';
import { dump, holdDisk, kept, newBrowser, openTab, until } from './browser.ts';
import { settled } from './fake-socket.ts';

const canary = 'a grey heron by the lock';
const words = () => ({ messageId: uuidv7(), body: canary });
const somebodyElse = '01900000-0000-7000-8000-000000000002';

beforeEach(newBrowser);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a command outlives its page, and goes out under the same id', async () => {
  const before = await openTab();
  void before.live.send('message:send', words(), { keepRefused: true });
  const [waiting] = before.live.outbox.all;
  await kept('command', 1);
  before.kill();

  const after = await openTab();
  expect(after.live.outbox.all).toMatchObject([
    { commandId: waiting!.commandId, fields: { body: canary }, name: 'message:send' },
  ]);
  after.socket.welcome();
  await until(() => after.socket.sent.length === 1);
  expect(after.socket.sent[0]!.fields).toEqual({ commandId: waiting!.commandId, ...waiting!.fields });
});

test('a command leaves in the task that gave it, is on the disk as one that left, and gone once it is answered', async () => {
  const { live, socket } = await openTab();
  socket.welcome();
  void live.send('message:send', words());
  await settled();
  expect(socket.sent.length).toBe(1);
  expect(await kept('command', 1)).toMatchObject([{ left: true, value: { fields: { body: canary } } }]);
  socket.sent[0]!.answer({ ok: true });
  await until(() => live.outbox.waiting === 0);
  await kept('command', 0);
});

test('a command whose answer comes before it is stored does not stay on the disk', async () => {
  const { live, socket } = await openTab();
  socket.welcome();
  const replied = live.send('message:send', words());
  await settled();
  socket.sent[0]!.answer({ ok: true });
  expect(await replied).toEqual({ ok: true });
  await live.persistence!.settled();
  await kept('command', 0);
  expect(socket.sent.length).toBe(1);
});

test('a refusal is shown once it is on the disk, so that no page can be killed in between', async () => {
  const { live, socket } = await openTab();
  socket.welcome();
  void live.send('message:send', words(), { keepRefused: true });
  await settled();
  await live.persistence!.settled();
  const release = await holdDisk();
  socket.sent[0]!.answer({ ok: false, code: 'malformed', message: 'It cannot be saved.' });
  await settled();
  await settled();
  expect(live.outbox.refused).toBe(0);
  release();
  await until(() => live.outbox.refused === 1);
  expect(await kept('command', 1)).toMatchObject([
    { value: { refusal: 'It cannot be saved.', fields: { body: canary } } },
  ]);
});

test('what is given on three pages in a row leaves in that order', async () => {
  const names = ['call:start', 'call:end', 'call:close'] as const;
  for (const name of names) {
    const { live, kill } = await openTab();
    void live.send(name, { callId: uuidv7() });
    await kept('command', names.indexOf(name) + 1);
    kill();
  }
  const { socket } = await openTab();
  socket.welcome();
  for (const at of [0, 1, 2]) {
    await until(() => socket.sent.length === at + 1);
    socket.sent[at]!.answer({ ok: true });
  }
  expect(socket.sent.map(({ name }) => name)).toEqual(names);
});

test('typed text is on the disk while somebody goes on without a pause between the keys, and back on the next page', async () => {
  const before = await openTab();
  let isTyping = true;
  const typing = (async () => {
    for (let typed = 'a'; isTyping; typed += 'a') {
      before.live.drafts.put('chat', typed);
      await new Promise((done) => setTimeout(done, 20));
    }
  })();
  const [onDisk] = await kept('words', 1).finally(() => (isTyping = false));
  await typing;
  expect(onDisk!.value).toMatch(/^a+$/);
  before.live.drafts.flush();
  const after = await openTab();
  expect(after.live.drafts.at('chat')).toBe(before.live.drafts.at('chat'));
});

test('a text that is sent, typed again and sent again stays to be removed until the last of it is', async () => {
  const { drafts } = (await openTab()).live;
  const type = (text: string) => {
    drafts.put('chat', text);
    drafts.flush();
  };
  type(canary);
  await kept('words', 1);
  const toRemove = () => localStorage.getItem('texts-to-remove');
  const release = await holdDisk();
  type('');
  await settled();
  // Begins once the first removal has ended, and before anything else that was asked for.
  const holding = holdDisk();
  await settled();
  type(`${canary} once more`);
  type('');
  expect(toRemove()).toBe('["chat"]');
  release();
  const releaseAgain = await holding;
  await settled();
  expect(toRemove()).toBe('["chat"]');
  releaseAgain();
  await until(() => toRemove() === null);
  await kept('words', 0);
});

test('nothing on the disk can be read there', async () => {
  const { live } = await openTab();
  void live.send('message:send', words());
  live.drafts.put('chat', canary);
  live.drafts.flush();
  await kept('', 2);
  const found = await dump();
  expect(found).toContain('chat');
  for (const word of canary.split(' ').filter((one) => one.length > 3)) expect(found).not.toContain(word);
});

test('what is sealed under one id cannot be passed off as another, nor the key be taken out', async () => {
  const { newCryptoKey, encrypt, decrypt } = await import('../../client/live/crypto.ts');
  const key = await newCryptoKey();
  const [one, again] = [await encrypt(key, 'a', canary), await encrypt(key, 'a', canary)];
  expect(one.iv).not.toEqual(again.iv);
  expect(await decrypt(key, 'a', one)).toBe(canary);
  await expect(decrypt(key, 'b', one)).rejects.toThrow();
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

test('signing out leaves nothing, also without a link, and the page cannot write again', async () => {
  const { live } = await openTab();
  void live.send('message:send', words());
  live.drafts.put('chat', canary);
  await live.persistence!.remove();
  live.drafts.put('chat', `${canary} once more`);
  live.drafts.flush();
  await until(() => live.persistence!.works === false);
  expect(await dump()).toBe('[]');
});

test('somebody else finds nothing, and the page before theirs cannot write beside them', async () => {
  const before = await openTab();
  void before.live.send('message:send', words());
  const after = await openTab(somebodyElse);
  expect(after.live.outbox.all).toEqual([]);
  void before.live.send('message:send', words());
  await until(() => before.live.persistence!.works === false);
  await kept('', 0, somebodyElse);
  expect(before.live.outbox.waiting).toBe(2);
  expect(before.live.over).toBe(true);
});

test('what was kept for a day is gone by the server’s clock, whatever the device thinks', async () => {
  const { live, socket, kill } = await openTab();
  socket.welcome();
  socket.say('disconnect', 'transport close');
  void live.send('message:send', words());
  live.drafts.put('chat', canary);
  live.drafts.flush();
  await kept('', 2);
  kill();

  const young = await openTab();
  young.socket.welcome({ now: Date.parse('2026-11-22T21:00:00Z') });
  await until(() => young.socket.sent.length === 1);
  young.kill();
  const old = await openTab();
  old.socket.welcome({ now: Date.parse('2026-11-22T21:43:00Z') });
  await until(() => old.live.outbox.all.length === 0 && !old.live.drafts.some);
  expect(old.socket.sent).toEqual([]);
  await kept('', 0);
});

test('what was kept for a day is not sent either where the welcome comes before the disk is open', async () => {
  const { live, socket, kill } = await openTab();
  socket.welcome();
  socket.say('disconnect', 'transport close');
  void live.send('message:send', words());
  live.drafts.put('chat', canary);
  live.drafts.flush();
  await kept('', 2);
  kill();

  const release = await holdDisk();
  const old = await openTab(undefined, (link) => {
    link.welcome({ now: Date.parse('2026-11-22T22:43:00Z') });
    release();
  });
  await until(() => old.live.outbox.all.length === 0 && !old.live.drafts.some);
  expect(old.socket.sent).toEqual([]);
  await kept('', 0);
});

test('what is typed and given after a sleep of more than a day, before there is a link again, is not taken for old', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { live, socket } = await openTab();
  socket.welcome();
  socket.say('disconnect', 'transport close');
  moveDate(30 * 3_600_000);
  void live.send('message:send', words());
  live.drafts.put('chat', canary);
  live.drafts.flush();
  await kept('', 2);

  socket.welcome({ now: Date.parse('2026-11-23T03:42:10Z') });
  await until(() => socket.sent.length === 1);
  await live.persistence!.settled();
  expect(live.drafts.at('chat')).toBe(canary);
  await kept('', 2);
});

test('without a disk it goes on in memory and says so', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const { live, socket } = await openTab();
  expect(live.persistence!.works).toBe(false);
  socket.welcome();
  const replied = live.send('message:send', words());
  await until(() => socket.sent.length === 1);
  socket.sent[0]!.answer({ ok: true });
  expect(await replied).toEqual({ ok: true });
});

test('a disk that fails in the middle loses nothing that is on the page', async () => {
  const { live, socket } = await openTab();
  void live.send('call:start', { callId: uuidv7() });
  const full = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new Error('No room.');
  });
  void live.send('message:send', words());
  await until(() => live.persistence!.works === false);
  full.mockRestore();
  socket.welcome();
  await until(() => socket.sent.length === 1);
  socket.sent[0]!.answer({ ok: true });
  await until(() => socket.sent.length === 2);
  expect(socket.sent.map(({ name }) => name)).toEqual(['call:start', 'message:send']);
});
