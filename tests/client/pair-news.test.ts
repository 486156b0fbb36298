import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import PairNews from '../../client/shell/PairNews.svelte';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { bothThere, presenceRow, supportAsked } from './pair-night.ts';
import { benId, shiftRow } from './shift-row.ts';
import { show } from './show.ts';

let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  ({ socket, app } = openApp(ana, { shifts: [shiftRow()], presences: bothThere }));
  show(app, PairNews);
});
afterEach(() => {
  closeApp(app);
  vi.useRealTimers();
});

const hear = (name: string, row: object) => flushSync(() => socket.say(name, row));
/** What was said until the next announcement may follow. */
function polite(): string {
  const { polite } = app.announcer;
  vi.advanceTimersByTime(11_000);
  return polite.trim();
}

test('that the partner goes home and comes back is said, and nothing of a state that nobody sees', () => {
  const ben = (change: object) => hear('presence:changed', presenceRow(benId, { version: 2, ...change }));
  ben({ leftAt: '2026-11-21T21:42:00.000Z', connected: false });
  expect(polite()).toBe('Ben has left the shift.');
  ben({ leftAt: '2026-11-21T21:42:00.000Z' });
  expect(polite()).toBe('Ben has left the shift.');
  ben({});
  expect(polite()).toBe('Ben is back.');
  ben({ connected: false });
  expect(polite()).toBe('Ben is not connected.');
  ben({ state: 'taking-a-break' });
  expect(polite()).toBe('Ben is here.');
  ben({ state: 'ready' });
  expect(polite()).toBe('Ben: Ready.');
});

test('what had been so before the page opened is not said as news', () => {
  hear('presence:changed', presenceRow(benId, { version: 2, backAt: null }));
  expect(polite()).toBe('');
});

test('a call for support is read aloud once, however often it changes, and no more once it is answered', () => {
  const sayNow = vi.spyOn(app.announcer, 'sayNow');
  const asked = { raisedBy: benId, version: 2 };
  const seenBy = [{ by: ana.id, at: '2026-11-21T21:42:00.000Z' }];
  hear('signal:changed', supportAsked(asked));
  hear('signal:changed', supportAsked({ ...asked, version: 3, seenBy }));
  hear('signal:changed', supportAsked({ ...asked, version: 4, seenBy, escalatedTo: ['somebody'] }));
  expect(sayNow.mock.calls).toEqual([['Ben needs support now.']]);
  hear('signal:changed', supportAsked({ ...asked, version: 5, answer: 'with-you', answeredBy: ana.id }));
  expect(app.announcer.urgent).toBe('');
});

test('an answer is said once, and another answer too', () => {
  const say = vi.spyOn(app.announcer, 'say');
  const answered = {
    answer: 'five-minutes',
    answeredBy: benId,
    answeredAt: '2026-11-21T21:42:00.000Z',
  } as const;
  hear('signal:changed', supportAsked({ ...answered }));
  hear('signal:changed', supportAsked({ ...answered, version: 3, escalatedTo: ['somebody'] }));
  expect(say).toHaveBeenCalledTimes(1);
  const later = { answer: 'with-you', answeredAt: '2026-11-21T21:46:00.000Z' } as const;
  hear('signal:changed', supportAsked({ ...answered, ...later, version: 4 }));
  expect(say).toHaveBeenCalledTimes(2);
});

test('a quick ask that comes shortly after a message is said with what follows it', () => {
  const message = { from: benId, seenAt: null };
  hear('message:changed', message);
  hear('signal:changed', supportAsked({ raisedBy: benId, kind: 'sit-with-me' }));
  hear('message:changed', message);
  hear('message:changed', message);
  expect(polite()).toBe('A message from Ben.');
  expect(polite()).toBe('Ben asks: Sit with me. A message from Ben.');
});
