import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Call } from '#shared/calls';
import type { App } from '../../client/app.ts';
import CallPage from '../../client/calls/CallPage.svelte';
import { begun } from '../../client/calls/in-advance.ts';
import { navigate, route } from '../../client/shell/route.ts';
import { eventually } from '../support/eventually.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { benId } from './shift-row.ts';
import { show } from './show.ts';

const callId = '01900000-0000-7000-8000-000000000020';
const startedAt = Date.parse('2026-11-21T21:18:00Z');
let socket: FakeSocket;
let app: App;
let stop: () => void;

/** Opens the page of a call of a shift in which this person has no place any more. */
async function open(change: Partial<Call> = {}) {
  const call = { ...begun({ id: callId, shiftId: 'gone', assignedTo: ana.id, startedAt }), version: 1 };
  ({ socket, app } = openApp(ana, { calls: [{ ...call, ...change }] }));
  stop = route.begin({ here: { '/calls/:id': CallPage }, others: () => Promise.resolve({ pages: {} }) });
  navigate('/calls/:id', { params: { id: callId } });
  await eventually(() => expect(route.params.id).toBe(callId));
  show(app, CallPage);
}

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') }));
afterEach(() => {
  stop();
  closeApp(app);
});

test('a call that goes on is ended on its page by whoever has it, also without a place in its shift', async () => {
  await open();
  await fireEvent.click(screen.getByRole('button', { name: 'End call' }));
  await settled();
  expect(socket.sent).toMatchObject([{ name: 'call:end', fields: { callId } }]);
  await eventually(() => expect(screen.queryByRole('button', { name: 'End call' })).toBeNull());
});

test('the page of a call that somebody else has, or that has ended, does not offer to end it', async () => {
  await open({ assignedTo: benId });
  expect(screen.getByRole('heading', { level: 1 })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'End call' })).toBeNull();
  stop();
  closeApp(app);
  await open({ state: 'writing-up', endedAt: '2026-11-21T21:30:00Z' });
  expect(screen.getByRole('heading', { level: 1 })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'End call' })).toBeNull();
});
