import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { longest, longestFrame } from '#shared/limits';
import { refusals, type Reply } from '#shared/refusals';
import type { Live } from '../../client/live/live.svelte.ts';
import { fakeLive, settled, type FakeSocket } from './fake-socket.ts';

let socket: FakeSocket;
let live: Live;

beforeEach(() => void ({ socket, live } = fakeLive()));
afterEach(() => vi.useRealTimers());

const note = (changes: object) =>
  live.send('call:note', { callId: uuidv7(), changes }, { keepRefused: true });
const raise = (callId?: string) =>
  live.send('signal:raise', { signalId: uuidv7(), kind: 'support-now', ...(callId && { callId }) });
/** What Socket.IO makes of a command, with the number of its acknowledgement. */
const bytesOf = ({ name, fields }: { name: string; fields: object }) =>
  new TextEncoder().encode(`42999999${JSON.stringify([name, fields])}`).length;
async function answerAll() {
  for (let at = 0; at < socket.sent.length; at++) {
    socket.sent[at]!.answer({ ok: true });
    await settled(24);
  }
}

const full = (letter: string) => ({
  note: letter.repeat(longest.note),
  whatKeepsSafe: letter.repeat(longest.shortText),
  emergencyCalledBy: letter.repeat(longest.shortText),
  emergencyConsulted: letter.repeat(longest.shortText),
});

test('the longest record of three-byte letters leaves in frames that the server takes, and nothing of it is missing', async () => {
  socket.welcome();
  const replied = note(full('\u8BED'));
  await settled();
  await answerAll();
  expect(await replied).toEqual({ ok: true });
  expect(Math.max(...socket.sent.map(bytesOf))).toBeLessThanOrEqual(longestFrame);
  const arrived = socket.sent.map(({ fields }) => fields.changes as object);
  expect(Object.assign({}, ...arrived)).toEqual(full('\u8BED'));
});

test('a note that no frame can hold never leaves, is kept with the reason, and the next command goes on', async () => {
  socket.welcome();
  const replied = note({ note: '\u0001'.repeat(longest.note) });
  void raise();
  await settled(24);
  expect(await replied).toMatchObject({ ok: false, message: expect.stringContaining('too long') as string });
  expect(socket.sent.map(({ name }) => name)).toEqual(['signal:raise']);
  expect(live.waiting('call:note')).toMatchObject([
    { fields: { changes: { note: '\u0001'.repeat(8_000) } } },
  ]);
});

test('two notes that fit alone and not together stay apart', () => {
  const callId = uuidv7();
  const { note: long, ...texts } = full('\u8BED');
  const field = (changes: object) =>
    live.send(
      'call:note',
      { callId, changes },
      {
        join: (waiting, next) => ({ ...waiting, changes: { ...waiting.changes, ...next.changes } }),
      },
    );
  void field({ note: long });
  void field(texts);
  expect(live.outbox.waiting).toBe(2);
  void field({ borough: 'lambeth' });
  expect(live.outbox.waiting).toBe(2);
});

test('support at a meeting passes what stands before it, but not a word that all was well', async () => {
  const [meetingId, other] = [uuidv7(), uuidv7()];
  void live.send('message:send', { messageId: uuidv7(), body: 'Before' });
  void live.send('meeting:fine', { meetingId: other });
  void live.send('meeting:fine', { meetingId });
  void live.send('meeting:support', { meetingId });
  socket.welcome();
  await settled(24);
  await answerAll();
  expect(socket.sent.map(({ name, fields }) => [name, fields.meetingId])).toEqual([
    ['meeting:fine', meetingId],
    ['meeting:support', meetingId],
    ['message:send', undefined],
    ['meeting:fine', other],
  ]);
});

test('a call for support passes what stands before it, and takes along what it needs', async () => {
  const callId = uuidv7();
  void live.send('message:send', { messageId: uuidv7(), body: 'Before' });
  void live.send('call:start', { callId });
  void live.send('call:note', { callId, changes: { note: 'Before' } });
  void raise(callId);
  socket.welcome();
  await settled();
  await answerAll();
  expect(socket.sent.map(({ name }) => name)).toEqual([
    'call:start',
    'signal:raise',
    'message:send',
    'call:note',
  ]);
});

test('a call for support does not wait while another command rests before its next try', async () => {
  socket.welcome();
  void note({ note: 'Before' });
  await settled();
  for (let at = 0; at < 4; at++) {
    socket.sent.at(-1)!.answer({ ok: false, code: 'failed', message: 'Not now.' });
    await settled();
    if (at < 3) await vi.advanceTimersByTimeAsync(5_000);
  }
  void raise();
  await settled(24);
  expect(socket.sent.at(-1)!.name).toBe('signal:raise');
});

const breaksTheLink = async () => {
  await settled();
  const { length } = socket.sent;
  socket.say('disconnect', 'transport close');
  socket.sent[length - 1]!.lost();
  await settled(24);
  socket.welcome();
  await settled(24);
};

test('a command that breaks the link three times in a row is put aside with its words, and the next one goes on', async () => {
  socket.welcome();
  const replied = live.send('message:send', { messageId: uuidv7(), body: 'Poison' });
  void live.send('presence:set', { state: 'ready' });
  for (let at = 0; at < 3; at++) await breaksTheLink();
  expect(await replied).toMatchObject({ ok: false, message: expect.stringContaining('put aside') as string });
  expect(live.waiting('message:send')).toMatchObject([{ fields: { body: 'Poison' } }]);
  expect(socket.sent.map(({ name }) => name)).toEqual([
    'message:send',
    'message:send',
    'message:send',
    'presence:set',
  ]);
});

test('what the server could not save for a minute is kept where nothing else says so, and the next one goes on', async () => {
  socket.welcome();
  const replied = [
    live.send('call:start', { callId: uuidv7() }),
    raise(),
    live.send('signal:answer', { signalId: uuidv7(), answer: 'with-you' }),
    live.send('signal:lower', { signalId: uuidv7() }),
    live.send('presence:set', { state: 'ready' }),
  ];
  for (let second = 0; second < 400; second++) {
    for (const { answer } of socket.sent) answer({ ok: false, code: 'failed', message: 'Not now.' });
    socket.say('io:ping');
    await vi.advanceTimersByTimeAsync(1_000);
  }
  for (const reply of await Promise.all(replied)) expect(reply).toMatchObject({ ok: false, code: 'failed' });
  expect(live.outbox.all.map(({ name, refusal }) => [name, refusal])).toEqual([
    ['call:start', 'Not now.'],
    ['signal:raise', 'Not now.'],
    ['signal:answer', 'Not now.'],
    ['signal:lower', 'Not now.'],
  ]);
});

test('what could not be saved for a minute is not tried again by itself, and its sentence asks for that', async () => {
  socket.welcome();
  const failed: Reply = { ok: false, code: 'failed', message: refusals.failed };
  const replied = live.send('presence:set', { state: 'ready' });
  for (let second = 0; second < 100; second++) {
    for (const { answer } of socket.sent) answer(failed);
    socket.say('io:ping');
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(await replied).toEqual(failed);
  expect(live.outbox.all).toEqual([]);
  expect(refusals.failed).toMatch(/Please try once more\.$/);
  expect(refusals.failed).not.toMatch(/saved here|by itself/);
});

test('a connection that breaks long after a command was sent does not count against it', async () => {
  socket.welcome();
  void live.send('message:send', { messageId: uuidv7(), body: 'Slow' });
  for (let at = 0; at < 5; at++) {
    await settled();
    await vi.advanceTimersByTimeAsync(3_000);
    await breaksTheLink();
  }
  expect(live.outbox.refused).toBe(0);
  expect(live.outbox.waiting).toBe(1);
});

test('a page that is left closes the link and does not open it again before it is shown', async () => {
  socket.welcome();
  void note({ note: 'Before' });
  await settled();
  live.rest();
  socket.sent[0]!.lost();
  expect(live.connected).toBe(false);
  const { connects } = socket;
  socket.active = false;
  socket.say('connect_error', new Error('aborted'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(socket.connects).toBe(connects);
  expect(socket.sent.length).toBe(1);

  live.wake();
  expect(socket.connects).toBe(connects + 1);
});
