import { screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CheckIn } from '#shared/check-ins';
import type { App } from '../../client/app.ts';
import Asked from '../../client/my-requests/Asked.svelte';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { show } from './show.ts';

const shiftId = '01900000-0000-7000-8000-0000000000aa';
const [night, weekLater, answered] = [
  '2026-11-14T23:10:00.000Z',
  '2026-11-21T11:00:00.000Z',
  '2026-11-21T12:00:00.000Z',
];
let socket: FakeSocket;
let app: App;

const question = (at: string, version = 1): CheckIn => ({
  ...{ id: 'c', version, personId: ana.id, shiftId, when: 'week-later', heaviness: null, said: null },
  ...{ wentWell: null, askAgainAt: weekLater, askedAgainAt: weekLater, sharedWith: 'nobody', at },
});

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-26T20:00:00Z') });
  document.body.innerHTML = '';
  ({ socket, app } = openApp(ana, { people: [ana], checkIns: [question(night)] }));
});
afterEach(() => {
  closeApp(app);
  vi.useRealTimers();
});

test('the question a week later waits under what I asked for, also when it was looked at, until it is answered', async () => {
  for (let twice = 0; twice < 2; twice += 1) {
    const { unmount } = show(app, Asked);
    expect(screen.getByRole('link', { name: /asked something a week later/ }).getAttribute('href')).toBe(
      `/week-later/${shiftId}`,
    );
    expect(screen.queryByText(/not asked for anything yet/)).toBeNull();
    unmount();
  }
  show(app, Asked);
  socket.say('checkIn:changed', question(answered, 2));
  await settled();
  expect(screen.queryByRole('link', { name: /a week later/ })).toBeNull();
});
