import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CheckIn } from '#shared/check-ins';
import type { Flag, FlagStep } from '#shared/flags';
import type { App } from '../../client/app.ts';
import Asked from '../../client/my-requests/Asked.svelte';
import AskedOne from '../../client/my-requests/AskedOne.svelte';
import { hasNews, whatCame } from '../../client/my-requests/what-came.ts';
import WhatCame from '../../client/my-requests/WhatCame.svelte';
import { route } from '../../client/shell/route.ts';
import { asked } from './asked.ts';
import { type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna, personRow } from './person-row.ts';
import { show } from './show.ts';

const at = (minute: number) => `2026-11-21T21:${minute}:00.000Z`;
let tests = 0;
let socket: FakeSocket;
let app: App;

// What this person has looked at is kept for the page.
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  const me = personRow(`01900000-0000-7000-8000-0000000001${10 + (tests += 1)}`, 'Ana');
  ({ socket, app } = openApp(me, { me, people: [me, lorna] }));
});
afterEach(() => {
  closeApp(app);
  route.params = {};
  vi.useRealTimers();
});

function say(name: string, row: object) {
  flushSync(() => socket.say(name, row));
}
function open(page: unknown, id = '') {
  route.params = { id };
  const { unmount } = show(app, page);
  flushSync();
  unmount();
}
const words = () => whatCame(app).map((one) => one.words);

const accepted = (id: string, askedBy: string, minute: number) =>
  asked(id, 'next-day-or-two', at(10), {
    state: 'accepted',
    askedBy,
    assignedTo: lorna.id,
    steps: [
      { step: 'asked', by: askedBy, at: at(10) },
      { step: 'accepted', by: lorna.id, at: at(minute) },
    ],
  });
function flag(...steps: FlagStep['step'][]): Flag {
  return {
    id: 'f',
    version: steps.length,
    state: steps.at(-1) === 'closed' ? 'closed' : 'taken',
    callId: 'c',
    shiftId: 's',
    reason: 'safeguarding',
    raisedBy: app.me.id,
    raisedAt: at(10),
    note: '',
    askMeFirst: false,
    assignedTo: lorna.id,
    learning: null,
    theme: null,
    closedAt: null,
    steps: steps.map((step, index) => ({ step, by: lorna.id, at: at(20 + index), words: 'Why?' })),
  };
}
const weekLater = (change: Partial<CheckIn> = {}): CheckIn => ({
  id: 'w',
  version: 1,
  personId: app.me.id,
  shiftId: 's',
  when: 'week-later',
  heaviness: null,
  said: null,
  wentWell: null,
  askAgainAt: at(15),
  askedAgainAt: at(15),
  sharedWith: 'nobody',
  at: '2026-11-14T21:15:00.000Z',
  ...change,
});

test('looking at one request puts away what came for it and nothing else', () => {
  say('debrief:changed', accepted('first', app.me.id, 30));
  say('debrief:changed', accepted('second', app.me.id, 31));
  say('flag:changed', flag('asked', 'answered', 'closed'));
  expect(words()).toHaveLength(3);
  open(AskedOne, 'second');
  expect(words()).toEqual(['Lorna will talk with you.', 'Lorna has answered your flag.']);
  expect(whatCame(app)[0]!.id).toBe('first');
  expect(hasNews(app)).toBe(true);
  say('debrief:changed', { ...accepted('second', app.me.id, 45), version: 2 });
  expect(whatCame(app).map(({ id }) => id)).toContain('second');
});

test('looking at a request of my partner’s puts nothing of mine away', () => {
  say('debrief:changed', accepted('mine', app.me.id, 30));
  say('debrief:changed', accepted('theirs', 'ben', 31));
  open(AskedOne, 'theirs');
  expect(whatCame(app).map(({ id }) => id)).toEqual(['mine']);
  expect(hasNews(app)).toBe(true);
});

test('a question about a flag stays until it is answered, whoever has the flag meanwhile and however often I look', async () => {
  say('flag:changed', flag('taken', 'asked'));
  show(app, WhatCame);
  expect(screen.getByText('Lorna has a question about your flag.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Put away' })).toBeNull();
  open(Asked);
  expect(hasNews(app)).toBe(false);
  say('flag:changed', flag('taken', 'asked', 'lapsed'));
  expect(words()).toEqual(['Lorna has a question about your flag.']);
  say('flag:changed', flag('taken', 'asked', 'lapsed', 'answered'));
  expect(words()).toEqual([]);
  await settled();
});

test('the question that was wanted a week later stays until it is answered or skipped; the rest is put away', async () => {
  say('checkIn:changed', weekLater());
  say('debrief:changed', accepted('first', app.me.id, 30));
  show(app, WhatCame);
  await fireEvent.click(screen.getByRole('button', { name: 'Put away' }));
  open(Asked);
  expect(words()).toEqual(['You wanted to be asked something a week later.']);
  const look = screen.getByRole('link', { name: 'Look' });
  expect(look.getAttribute('href')).toBe('/week-later/s');
  say('checkIn:changed', weekLater({ version: 2, said: null, at: at(40) }));
  expect(words()).toEqual([]);
});
