import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TabLeader } from '../../client/live/tab-leader.ts';

type Hold = () => Promise<void>;
/** By the name of the lock: a tab of an earlier test hears the events of the window, too. */
let requests: string[];
let answer: (hold: Hold) => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
  requests = [];
  answer = () => Promise.reject(new Error('This document is going away.'));
  const request = (name: string, _how: LockOptions, hold: Hold) => {
    requests.push(name);
    // Kept from running for ever where nothing else would end it.
    return requests.length > 100 ? new Promise<void>(() => {}) : answer(hold);
  };
  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } });
});
afterEach(() => void vi.useRealTimers());

const show = (event: string, persisted = true) =>
  window.dispatchEvent(Object.assign(new Event(event), { persisted }));
const aMoment = () => vi.advanceTimersByTimeAsync(0);

function open() {
  const whose = crypto.randomUUID();
  const tabs = TabLeader.of(whose)!;
  const turns = vi.fn();
  tabs.onBecomingLeader = turns;
  tabs.requestLead();
  const asked = () => requests.filter((name) => name.endsWith(whose)).length;
  return { tabs, turns, asked };
}

test('a lock that is refused at once is asked for with a pause, four times, and then this tab sends for itself', async () => {
  const { tabs, turns, asked } = open();
  await aMoment();
  expect(asked()).toBe(1);
  expect(tabs.isLeader).toBe(false);

  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked()).toBe(4);
  expect(tabs.isLeader).toBe(true);
  expect(turns).toHaveBeenCalledOnce();
});

test('a page that is going away asks for nothing more', async () => {
  const { tabs, asked } = open();
  show('pagehide', false);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked()).toBe(1);
  expect(tabs.isLeader).toBe(false);
});

test('a page that goes gives up its turn, and asks for it once when it is shown again', async () => {
  let released = 0;
  answer = (hold) => hold().then(() => void (released += 1));
  const { tabs, turns, asked } = open();
  await aMoment();
  expect(tabs.isLeader).toBe(true);

  show('pagehide');
  await aMoment();
  expect(tabs.isLeader).toBe(false);
  expect(released).toBe(1);
  tabs.takeLeadIfSilent(0);
  expect(asked()).toBe(1);

  show('pageshow');
  await aMoment();
  expect(asked()).toBe(2);
  expect(tabs.isLeader).toBe(true);
  expect(turns).toHaveBeenCalledTimes(2);
});

test('a page that waited for its turn while it lay in the cache does not stand in line twice', async () => {
  answer = () => new Promise(() => {});
  const { asked } = open();
  show('pagehide');
  show('pageshow');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(1);
});

test('a turn that another tab took is waited for again, once', async () => {
  let steal = () => {};
  answer = (hold) =>
    new Promise((_done, fail) => {
      steal = () => fail(new Error('Another tab took it.'));
      void hold();
    });
  const { tabs, asked } = open();
  await aMoment();
  expect(tabs.isLeader).toBe(true);
  answer = () => new Promise(() => {});
  steal();
  await aMoment();
  expect(tabs.isLeader).toBe(false);
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(2);
  expect(tabs.isLeader).toBe(false);
});
