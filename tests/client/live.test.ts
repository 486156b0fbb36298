import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { protocol } from '#shared/protocol';
import type { ServerClock } from '../../client/live/clock.svelte.ts';
import type { Live } from '../../client/live/live.svelte.ts';
import { ana, fakeLive, settled, type FakeSocket } from './fake-socket.ts';
import { deviceTime, moveDate } from './device-time.ts';

let socket: FakeSocket;
let live: Live;
let clock: ServerClock;

beforeEach(() => void ({ socket, live, clock } = fakeLive()));
afterEach(() => vi.useRealTimers());

test('connected means welcomed, and a broken link says when the server was last heard', () => {
  expect(live.connected).toBe(false);
  socket.welcome({ now: Date.parse('2026-11-21T21:42:10Z') });
  expect(live.connected).toBe(true);
  socket.say('disconnect', 'ping timeout');
  expect(live.connected).toBe(false);
  expect(live.welcomed).toBe(true);
  expect(live.lastHeardAt).toBe(Date.parse('2026-11-21T21:42:10Z'));
});

test('it asks for what changed after its last welcome, whatever news it has heard since', () => {
  socket.welcome({ version: 100 });
  socket.say('person:changed', { ...ana, version: 130 });
  const give = vi.fn();
  (socket.auth as (give: (given: object) => void) => void)(give);
  expect(give).toHaveBeenCalledWith({ since: 100, protocol });
});

test('somebody signed out is asked to sign in, and nothing that waits is lost', async () => {
  socket.welcome();
  void live.send('presence:join', { shiftId: ana.id });
  await settled();
  socket.sent[0]!.answer({ ok: false, code: 'not-signed-in', message: 'You are signed out.' });
  await settled();
  expect(live.signedOut).toBe(true);
  expect(live.outbox.waiting).toBe(1);

  socket.welcome();
  await settled();
  expect(live.signedOut).toBe(false);
  expect(socket.sent[1]!.fields).toEqual(socket.sent[0]!.fields);
});

test('after sleep a link that answers is left alone, and one that does not is opened afresh', () => {
  socket.welcome();
  vi.advanceTimersByTime(10_000);
  live.wake();
  live.wake();
  expect(socket.probes.length).toBe(1);
  socket.probes[0]!({ ok: true, now: Date.parse('2026-11-21T21:42:20Z') });
  vi.advanceTimersByTime(2_500);
  expect(socket.connects).toBe(0);

  live.wake();
  vi.advanceTimersByTime(1_900);
  expect(socket.connects).toBe(0);
  vi.advanceTimersByTime(200);
  expect(socket.connects).toBe(1);
});

test('a device clock that is put right moves the page’s clock for no longer than the server takes to say its own', () => {
  socket.welcome({ now: Date.parse('2026-11-21T21:42:10Z') });
  vi.advanceTimersByTime(4_000);
  moveDate(3 * 3_600_000);
  vi.advanceTimersByTime(1_100);
  expect(socket.probes.length).toBe(1);
  socket.probes[0]!({ ok: true, now: Date.parse('2026-11-21T21:42:15Z') });
  expect(clock.now).toBe(Date.parse('2026-11-21T21:42:15Z'));

  vi.advanceTimersByTime(5_000);
  expect(socket.probes.length).toBe(1);
  expect(live.connected).toBe(true);
});

test('a device clock that is put right while there is no link opens none', () => {
  socket.welcome();
  socket.say('disconnect', 'transport close');
  moveDate(3 * 3_600_000);
  vi.advanceTimersByTime(5_000);
  expect(socket.probes.length).toBe(0);
  expect(socket.connects).toBe(0);
});

test('a link that has been silent for fourteen seconds is not believed in any more', () => {
  socket.welcome();
  vi.advanceTimersByTime(8_000);
  socket.say('io:ping');
  vi.advanceTimersByTime(13_900);
  expect(live.connected).toBe(true);
  vi.advanceTimersByTime(200);
  expect(live.connected).toBe(false);
  expect(socket.connects).toBe(1);
});

test('waking up without a link opens it at once, and not again and again', () => {
  socket.welcome();
  socket.say('disconnect', 'transport close');
  live.wake();
  live.wake();
  expect(socket.connects).toBe(1);
});

test('a page goes when its browser is signed in as somebody else, and sends nothing for them', async () => {
  socket.welcome();
  socket.say('disconnect', 'transport close');
  void live.send('presence:join', { shiftId: ana.id });
  socket.welcome({ me: { ...ana, id: '01900000-0000-7000-8000-000000000002' } });
  await settled();
  expect(live.over).toBe(true);
  expect(socket.sent).toEqual([]);
});

test('a server that closes the link is asked again at once', () => {
  socket.welcome();
  socket.say('disconnect', 'io server disconnect');
  expect(socket.connects).toBe(1);
});

test('whoever is turned away because the database is away asks again within two seconds, however often', async () => {
  socket.active = false;
  for (let turnedAway = 1; turnedAway <= 8; turnedAway += 1) {
    socket.say('connect_error', new Error('failed'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(socket.connects).toBe(turnedAway);
  }
});

test('a page that the server does not understand keeps what waits, asks again with pauses, and in the end stops and says so', async () => {
  live.open();
  void live.send('presence:set', { state: 'ready' });
  const refuse = () => {
    socket.active = false;
    socket.say('connect_error', new Error('page-too-old'));
  };
  refuse();
  expect(live.version).toMatchObject({ reason: 'page-too-old', gaveUp: false });
  const begun = deviceTime();
  let before = socket.connects;
  while (!live.version.gaveUp) {
    await vi.advanceTimersByTimeAsync(500);
    expect(socket.connects - before).toBeLessThanOrEqual(1);
    if (socket.connects > before) refuse();
    before = socket.connects;
  }
  expect(deviceTime() - begun).toBeGreaterThan(5 * 60_000);
  expect(deviceTime() - begun).toBeLessThan(15 * 60_000);
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(socket.connects).toBe(before);
  expect(live.outbox.waiting).toBe(1);

  live.askAgain();
  expect(live.version.gaveUp).toBe(false);
  expect(socket.connects).toBe(before + 1);
  socket.welcome();
  await settled();
  expect(live.version.reason).toBeNull();
  expect(socket.sent.map(({ name }) => name)).toEqual(['presence:set']);
});

test('a page closed because there are too many does not come back by itself, but when somebody uses it', () => {
  socket.welcome();
  socket.say('displaced');
  socket.say('disconnect', 'io server disconnect');
  vi.advanceTimersByTime(600_000);
  expect([live.displaced, socket.connects]).toEqual([true, 0]);
  live.wake();
  expect(socket.connects).toBe(1);
  socket.welcome();
  expect(live.displaced).toBe(false);
});
