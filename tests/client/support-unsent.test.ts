import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import { say } from '../../client/meetings/commands.ts';
import { answerSignal, raiseSignal } from '../../client/signals/commands.ts';
import NotAccepted from '../../client/shell/NotAccepted.svelte';
import MySupportRequest from '../../client/signals/MySupportRequest.svelte';
import NeedSupport from '../../client/signals/NeedSupport.svelte';
import { evenings } from './call-back-night.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { show } from './show.ts';

const placeOf = (place: 1 | 2, personId: string, firstName: string, phone: string | null) => ({
  ...{ place, personId, firstName, phone },
  ...{ here: true, placedAt: '2026-11-01T12:00:00.000Z' },
});
const places = [placeOf(1, ana.id, 'Ana', null), placeOf(2, 'ben', 'Ben', '07700 900002')];
const failed = { ok: false, code: 'failed', message: 'Not now.' } as const;
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  ({ socket, app } = openApp(ana, { shifts: [{ ...evenings[0]!, places }] }));
});
afterEach(() => {
  closeApp(app);
  vi.useRealTimers();
});

const tap = (name: RegExp | string) => fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });

/** The server answers each try in this way, for so many seconds, in which the link stays. */
async function answerFor(seconds: number, reply: Parameters<FakeSocket['sent'][0]['answer']>[0]) {
  for (let at = 0; at < seconds; at++) {
    await settled(24);
    for (const { answer } of socket.sent) answer(reply);
    socket.say('io:ping');
    await vi.advanceTimersByTimeAsync(1_000);
  }
  flushSync();
}

test('a request for support that the server could not save for a minute is shown, and goes out again when asked', async () => {
  show(app, NeedSupport);
  show(app, NotAccepted);
  await tap('I need support now');
  await answerFor(75, failed);
  expect(screen.getByRole('alert').textContent).toContain('This request for support did not go out.');
  expect(screen.getByRole('button', { name: 'I need support now' })).toBeTruthy();

  const [first] = socket.sent;
  const before = socket.sent.length;
  await tap('Try again');
  await settled(24);
  expect(socket.sent[before]!.fields).toMatchObject({
    kind: 'support-now',
    signalId: first!.fields.signalId,
  });
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('button', { name: 'You asked for support' })).toBeTruthy();
});

test('asked anew, what could not be saved before is not offered again', async () => {
  void raiseSignal(app.live, 'support-now');
  void answerSignal(app.live, 's', 'five-minutes');
  void say(app.live, 'm', 'support');
  await answerFor(225, failed);
  expect(app.live.outbox.refused).toBe(3);

  void raiseSignal(app.live, 'sit-with-me');
  void answerSignal(app.live, 'another', 'with-you');
  void say(app.live, 'another', 'support');
  expect(app.live.outbox.refused).toBe(3);
  void raiseSignal(app.live, 'support-now');
  void answerSignal(app.live, 's', 'with-you');
  void say(app.live, 'm', 'support');
  expect(app.live.outbox.refused).toBe(0);
});

test('a request that gets no answer says so also while there is a link, with the numbers to ring', async () => {
  show(app, MySupportRequest, { ringsBelow: false });
  void raiseSignal(app.live, 'support-now');
  await answerFor(3, failed);
  expect(document.body.textContent).toContain('Telling Ben…');
  expect(screen.queryByText(/^Ring Ben, 07700/)).toBeNull();

  await answerFor(4, failed);
  expect(document.body.textContent).toMatch(/This has not reached Ben\..*It is being sent again\./s);
  expect(screen.getByText('Ring Ben, 07700 900002')).toBeTruthy();
});
