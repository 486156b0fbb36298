import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { Live } from '../../client/live/live.svelte.ts';
import { fakeLive, settled, type FakeSocket } from './fake-socket.ts';

let socket: FakeSocket;
let live: Live;

beforeEach(() => void ({ socket, live } = fakeLive()));
afterEach(() => vi.useRealTimers());

const end = () => live.send('call:end', { callId: uuidv7() });

test('what is given without a link waits, and leaves in order, one at a time', async () => {
  void live.send('call:start', { callId: uuidv7() });
  void end();
  expect(live.outbox.waiting).toBe(2);
  expect(socket.sent).toEqual([]);

  socket.welcome();
  await settled();
  expect(socket.sent.map(({ name }) => name)).toEqual(['call:start']);
  socket.sent[0]!.answer({ ok: true });
  await settled();
  expect(socket.sent.map(({ name }) => name)).toEqual(['call:start', 'call:end']);
});

test('a command without an answer is sent again with the same id', async () => {
  socket.welcome();
  const replied = end();
  await settled();
  await vi.advanceTimersByTimeAsync(7_000);
  expect(socket.sent.length).toBe(2);
  expect(socket.sent[1]!.fields.commandId).toBe(socket.sent[0]!.fields.commandId);

  socket.sent[1]!.answer({ ok: true });
  expect(await replied).toEqual({ ok: true });
  expect(live.outbox.waiting).toBe(0);
});

test('a command under way when the link broke goes out again after the next welcome', async () => {
  socket.welcome();
  void end();
  await settled();
  socket.say('disconnect', 'transport close');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(socket.sent.length).toBe(1);

  socket.welcome();
  await settled();
  expect(socket.sent[1]!.fields).toEqual(socket.sent[0]!.fields);
});

test('a refusal comes back with its sentence, and the next command goes on', async () => {
  socket.welcome();
  const refused = end();
  void end();
  await settled();
  socket.sent[0]!.answer({ ok: false, code: 'conflict', message: 'This call has ended already.' });
  expect(await refused).toMatchObject({ ok: false, message: 'This call has ended already.' });
  await settled();
  expect(socket.sent.length).toBe(2);
});

test('a server that stumbles is asked again with the same id', async () => {
  socket.welcome();
  const replied = end();
  await settled();
  socket.sent[0]!.answer({ ok: false, code: 'failed', message: 'Not now.' });
  await vi.advanceTimersByTimeAsync(1_000);
  socket.sent[1]!.answer({ ok: true });
  expect(await replied).toEqual({ ok: true });
  expect(socket.sent[1]!.fields.commandId).toBe(socket.sent[0]!.fields.commandId);
});

test('refused words are kept, and go out as a new command when asked', async () => {
  socket.welcome();
  const words = { messageId: uuidv7(), body: 'Are you there?' };
  void live.send('message:send', words, { keepRefused: true });
  await settled();
  socket.sent[0]!.answer({ ok: false, code: 'conflict', message: 'This shift is over.' });
  await settled();
  const [kept] = live.waiting('message:send');
  expect(kept).toMatchObject({ fields: words, refusal: 'This shift is over.' });

  void live.outbox.again(kept!.commandId);
  await settled();
  expect(socket.sent[1]!.fields).toMatchObject(words);
  expect(socket.sent[1]!.fields.commandId).not.toBe(socket.sent[0]!.fields.commandId);
});

test('two that join leave as one, and both callers hear the answer', async () => {
  const say = (state: 'ready' | 'taking-a-break') =>
    live.send('presence:set', { state }, { join: (_, next) => next });
  const replies = Promise.all([say('taking-a-break'), say('ready')]);
  socket.welcome();
  await settled();
  socket.sent[0]!.answer({ ok: true });
  expect(await replies).toEqual([{ ok: true }, { ok: true }]);
  expect(socket.sent.map(({ fields }) => fields.state)).toEqual(['ready']);
});

test('what waited without a link says when it was given, and what leaves at once says nothing', async () => {
  socket.welcome();
  await settled();
  socket.say('disconnect', 'transport close');
  void live.send('call:start', { callId: uuidv7() });
  await vi.advanceTimersByTimeAsync(45_000);
  void end();
  await vi.advanceTimersByTimeAsync(15_000);
  socket.welcome({ now: Date.parse('2026-11-21T21:43:10Z') });
  await settled();
  socket.sent[0]!.answer({ ok: true });
  await settled();
  socket.sent[1]!.answer({ ok: true });
  void end();
  await settled();
  expect(socket.sent.map(({ name, fields }) => [name, fields.at])).toEqual([
    ['call:start', '2026-11-21T21:42:10.000Z'],
    ['call:end', '2026-11-21T21:42:55.000Z'],
    ['call:end', undefined],
  ]);
});

test('of a state that was said anew while it waited, the time of the last word counts', async () => {
  socket.welcome();
  socket.say('disconnect', 'transport close');
  const say = (state: 'ready' | 'taking-a-break') =>
    live.send('presence:set', { state }, { join: (_, next) => next });
  void say('taking-a-break');
  await vi.advanceTimersByTimeAsync(30_000);
  void say('ready');
  await vi.advanceTimersByTimeAsync(30_000);
  socket.welcome({ now: Date.parse('2026-11-21T21:43:10Z') });
  await settled();
  expect(socket.sent[0]!.fields).toMatchObject({ state: 'ready', at: '2026-11-21T21:42:40.000Z' });
});
