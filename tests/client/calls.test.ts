import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Calls } from '../../client/calls/calls.svelte.ts';
import type { ServerClock } from '../../client/live/clock.svelte.ts';
import { ana, fakeLive, settled, type FakeSocket } from './fake-socket.ts';

const shiftId = '01900000-0000-7000-8000-000000000010';
let socket: FakeSocket;
let calls: Calls;
let clock: ServerClock;

beforeEach(() => {
  const link = fakeLive();
  ({ socket, clock } = link);
  calls = new Calls(link.live, clock);
});
afterEach(() => vi.useRealTimers());

const theCall = () => calls.activeOf(ana.id)!;

test('a call is on the screen before the server has heard of it, and is written about', async () => {
  socket.welcome();
  socket.say('disconnect', 'transport close');
  void calls.start(shiftId, ana.id);
  expect(theCall()).toMatchObject({ shiftId, state: 'active', startedAt: '2026-11-21T21:42:10.000Z' });

  calls.type(theCall(), { note: 'Alone at Chr' });
  calls.type(theCall(), { note: 'Alone at Christmas' });
  await vi.advanceTimersByTimeAsync(700);
  calls.choose(theCall(), { presentingIssues: ['loneliness'] });
  expect(theCall().record).toMatchObject({ note: 'Alone at Christmas', presentingIssues: ['loneliness'] });
  expect(calls.drafts.saveStateOf(theCall().id, clock.now)).toEqual({ state: 'not-sent' });

  socket.welcome();
  await settled();
  socket.sent[0]!.answer({ ok: true });
  await settled();
  expect(socket.sent[1]).toMatchObject({
    name: 'call:note',
    fields: { changes: { note: 'Alone at Christmas', presentingIssues: ['loneliness'] } },
  });
});

test('a call that may not start goes from the screen, with the reason', async () => {
  socket.welcome();
  const reply = calls.start(shiftId, ana.id);
  await settled();
  socket.sent[0]!.answer({ ok: false, code: 'conflict', message: 'You are on a call already.' });
  expect(await reply).toMatchObject({ message: 'You are on a call already.' });
  expect(calls.all).toEqual([]);
});

test('a call that was begun here is gone once the server, which has told of it, no longer names it', async () => {
  socket.welcome();
  void calls.start(shiftId, ana.id);
  const call = { ...theCall(), version: 2 };
  await settled();
  socket.say('call:changed', call);
  socket.sent[0]!.answer({ ok: true });
  await settled();
  expect(calls.all).toMatchObject([{ id: call.id, version: 2 }]);
  socket.welcome();
  expect(calls.all).toEqual([]);
});

test('the last words are sent before the call is closed', async () => {
  socket.welcome();
  void calls.start(shiftId, ana.id);
  const { id } = theCall();
  calls.type(theCall(), { note: 'Half a sen' });
  void calls.end(id);
  expect(calls.get(id)).toMatchObject({ state: 'writing-up', record: { note: 'Half a sen' } });
  for (let at = 0; at < 3; at++) {
    await settled();
    socket.sent[at]!.answer({ ok: true });
  }
  expect(socket.sent.map(({ name }) => name)).toEqual(['call:start', 'call:note', 'call:end']);
});

test('words that were refused are kept, and can be insisted on', async () => {
  socket.welcome();
  void calls.start(shiftId, ana.id);
  await settled();
  socket.sent[0]!.answer({ ok: true });
  calls.choose(theCall(), { note: 'Mine' });
  await settled();
  socket.sent[1]!.answer({ ok: false, code: 'conflict', message: 'Your partner changed this too.' });
  await settled();
  const saveState = calls.drafts.saveStateOf(theCall().id, clock.now);
  expect(saveState).toMatchObject({ state: 'refused', why: 'Your partner changed this too.', note: 'Mine' });

  calls.drafts.insist((saveState as { commandId: string }).commandId);
  await settled();
  expect(socket.sent[2]!.fields).not.toHaveProperty('basedOn');
});

test('why a call could not be finished is kept until the next one is', async () => {
  socket.welcome();
  void calls.start(shiftId, ana.id);
  await settled();
  socket.sent[0]!.answer({ ok: true });
  const { id } = theCall();
  void calls.end(id);
  await settled();
  socket.sent[1]!.answer({ ok: true });
  void calls.close(id);
  await settled();
  socket.sent[2]!.answer({ ok: false, code: 'not-yours', message: 'Ben has this call now.' });
  await settled();
  expect(calls.turnedDown).toEqual({ callId: id, wish: 'close', why: 'Ben has this call now.' });
  void calls.close(id);
  expect(calls.turnedDown).toBeNull();
});
