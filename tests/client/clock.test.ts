import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ServerClock } from '../../client/live/clock.svelte.ts';
import { moveDate } from './device-time.ts';

const serverNow = Date.parse('2026-11-21T21:42:10.400Z');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('nothing is known of the time until the server has said it', () => {
  const clock = new ServerClock();
  expect(clock.now).toBe(0);
  expect(clock.exact()).toBe(0);
});

test('the second turns when the server’s second turns', () => {
  const clock = new ServerClock();
  clock.set(serverNow);
  vi.advanceTimersByTime(590);
  expect(clock.now).toBe(Date.parse('2026-11-21T21:42:10Z'));
  vi.advanceTimersByTime(20);
  expect(clock.now).toBe(Date.parse('2026-11-21T21:42:11Z'));
  clock.stop();
});

test('a server time that arrives late adjusts the clock slowly, and an earlier one at once', () => {
  const clock = new ServerClock();
  clock.set(serverNow);
  clock.set(serverNow - 400);
  expect(clock.exact()).toBe(serverNow - 100);
  clock.set(serverNow + 50);
  expect(clock.exact()).toBe(serverNow + 50);
  clock.stop();
});

test('after a sleep in which the monotonic timer stopped, the next server time is taken at once', () => {
  const clock = new ServerClock();
  clock.set(serverNow);
  clock.set(serverNow + 3_600_000);
  expect(clock.exact()).toBe(serverNow + 3_600_000);
  clock.set(serverNow);
  expect(clock.exact()).toBe(serverNow);
  clock.stop();
});

test('a device clock that jumps changes nothing', () => {
  const clock = new ServerClock();
  clock.set(serverNow);
  vi.setSystemTime(Date.parse('2031-01-01T00:00:00Z'));
  vi.advanceTimersByTime(3_000);
  expect(clock.exact()).toBe(serverNow + 3_000);
  clock.stop();
});

test('after a sleep without a connection, the time in which the monotonic timer stopped is added', () => {
  const clock = new ServerClock();
  clock.set(serverNow);
  moveDate(25 * 60_000);
  expect(clock.exact()).toBe(serverNow + 25 * 60_000);
  vi.advanceTimersByTime(1_000);
  expect(clock.now).toBe(Math.round((serverNow + 25 * 60_000 + 1_000) / 1_000) * 1_000);
  clock.stop();
});

test('a sleep of days is a sleep too', () => {
  const clock = new ServerClock();
  clock.set(serverNow);
  moveDate(31 * 24 * 3_600_000);
  expect(clock.exact()).toBe(serverNow + 31 * 24 * 3_600_000);
  clock.stop();
});

test('a device clock that is days off stays without harm, before and after a sleep', () => {
  vi.setSystemTime(Date.parse('2026-11-24T03:00:00Z'));
  const clock = new ServerClock();
  clock.set(serverNow);
  vi.advanceTimersByTime(4_000);
  expect(clock.exact()).toBe(serverNow + 4_000);
  moveDate(3_600_000);
  expect(clock.exact()).toBe(serverNow + 3_604_000);
  clock.stop();
});

test('a device clock that is put back changes nothing, and a later sleep is still seen', () => {
  const clock = new ServerClock();
  clock.set(serverNow);
  moveDate(-3 * 3_600_000);
  expect(clock.exact()).toBe(serverNow);
  moveDate(600_000);
  expect(clock.exact()).toBe(serverNow + 600_000);
  clock.stop();
});
