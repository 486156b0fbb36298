import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Cover } from '../../client/cover/cover.svelte.ts';
import { lockLimits } from '../../client/cover/lock-limits.ts';
import { ShiftThrice } from '../../client/cover/shift-thrice.ts';

const minute = 60_000;
const limits = { untouched: 10 * minute, outOfSight: 2 * minute };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

const after = (minutes: number) => vi.setSystemTime(Date.now() + minutes * minute);

test('it locks after ten minutes without a touch, and a touch begins them anew', () => {
  const cover = new Cover();
  after(9);
  cover.touch();
  after(9.9);
  cover.look(limits);
  expect(cover.locked).toBe(false);
  after(0.1);
  cover.look(limits);
  expect(cover.locked).toBe(true);
});

test('it locks after two minutes out of sight, and not after one', () => {
  const cover = new Cover();
  cover.goOutOfSight();
  after(1);
  cover.comeIntoSight(limits);
  expect(cover.locked).toBe(false);
  cover.goOutOfSight();
  after(2);
  cover.comeIntoSight(limits);
  expect(cover.locked).toBe(true);
});

test('a page opened anew is as locked as the one before it', () => {
  const before = new Cover();
  after(10);
  before.look(limits);
  const anew = new Cover();
  anew.begin(limits);
  expect(anew.locked).toBe(true);

  anew.unlock();
  const later = new Cover();
  later.begin(limits);
  expect(later.locked).toBe(false);
});

test('a page that was closed for two minutes opens locked', () => {
  new Cover().goOutOfSight();
  after(2);
  const anew = new Cover();
  anew.begin(limits);
  expect(anew.locked).toBe(true);
});

test('hidden and locked at once, the lock is still there once it is shown again', () => {
  const cover = new Cover();
  cover.hide();
  after(10);
  cover.look(limits);
  cover.show();
  expect([cover.hidden, cover.locked]).toEqual([false, true]);
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
