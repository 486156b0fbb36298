import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ScreenLock } from '../../client/screen-lock/screen-lock.svelte.ts';
import { lockLimits } from '../../client/screen-lock/lock-limits.ts';
import { ShiftThrice } from '../../client/screen-lock/shift-thrice.ts';
import { moveDate } from './device-time.ts';

const minute = 60_000;
const limits = { untouched: 10 * minute, outOfSight: 2 * minute };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

const after = (minutes: number) => moveDate(minutes * minute);

test('it locks after ten minutes without a touch, and a touch begins them anew', () => {
  const screenLock = new ScreenLock();
  after(9);
  screenLock.touch();
  after(9.9);
  screenLock.look(limits);
  expect(screenLock.locked).toBe(false);
  after(0.1);
  screenLock.look(limits);
  expect(screenLock.locked).toBe(true);
});

test('it locks after two minutes out of sight, and not after one', () => {
  const screenLock = new ScreenLock();
  screenLock.goOutOfSight();
  after(1);
  screenLock.comeIntoSight(limits);
  expect(screenLock.locked).toBe(false);
  screenLock.goOutOfSight();
  after(2);
  screenLock.comeIntoSight(limits);
  expect(screenLock.locked).toBe(true);
});

test('a page opened anew is as locked as the one before it', () => {
  const before = new ScreenLock();
  after(10);
  before.look(limits);
  const anew = new ScreenLock();
  anew.begin(limits);
  expect(anew.locked).toBe(true);

  anew.unlock();
  const later = new ScreenLock();
  later.begin(limits);
  expect(later.locked).toBe(false);
});

test('a page that was closed for two minutes opens locked', () => {
  new ScreenLock().goOutOfSight();
  after(2);
  const anew = new ScreenLock();
  anew.begin(limits);
  expect(anew.locked).toBe(true);
});

test('hidden and locked at once, the lock is still there once it is shown again', () => {
  const screenLock = new ScreenLock();
  screenLock.hide();
  after(10);
  screenLock.look(limits);
  screenLock.show();
  expect([screenLock.hidden, screenLock.locked]).toEqual([false, true]);
});

test('a call keeps the screen open for an hour', () => {
  const helpline = { lockMinutes: 10, lockHiddenMinutes: 2 };
  expect(lockLimits(helpline, false)).toEqual(limits);
  expect(lockLimits(helpline, true)).toEqual({ untouched: 60 * minute, outOfSight: 60 * minute });
});

const key = (key: string, at: number, more = {}) =>
  ({ key, timeStamp: at, repeat: false, ...more }) as KeyboardEvent;
const pressed = (keys: ShiftThrice, name: string, at: number) => {
  keys.down(key(name, at));
  return keys.up(key(name, at));
};

test('Shift three times within five seconds hides, and only then', () => {
  const keys = new ShiftThrice();
  expect([0, 2_000, 4_900].map((at) => pressed(keys, 'Shift', at))).toEqual([false, false, true]);
  expect([10_000, 12_000, 15_100].map((at) => pressed(keys, 'Shift', at))).toEqual([false, false, false]);
});

test('capital letters and Shift with something else never hide', () => {
  const keys = new ShiftThrice();
  for (const at of [0, 100, 200]) {
    keys.down(key('Shift', at));
    keys.down(key('A', at));
    keys.up(key('A', at));
    expect(keys.up(key('Shift', at))).toBe(false);
  }
  for (const at of [300, 400, 500]) {
    keys.down(key('Shift', at, { ctrlKey: true }));
    expect(keys.up(key('Shift', at))).toBe(false);
  }
});
