import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Message } from '#shared/messages';
import type { App } from '../../client/app.ts';
import '../../client/messages/AboutMessage.svelte';
import Talk from '../../client/messages/Talk.svelte';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { benId as ben, shiftRow } from './shift-row.ts';
import { show } from './show.ts';
import { withoutLayout } from './without-layout.ts';

const now = Date.parse('2026-11-21T21:42:10Z');
const at = '2026-11-21T21:40:00Z';
let socket: FakeSocket;
let app: App;
let putLayoutBack: () => void;

const message: Message = {
  ...{ id: 'm', version: 1, shiftId: 'tonight', from: ben, to: ana.id, body: 'Quiet tonight.', callId: null },
  ...{ covered: false, warning: null, asks: false, answer: null, sentAt: at, receivedAt: at },
  ...{ seenAt: at, openedAt: null },
};

beforeEach(() => {
  vi.useFakeTimers({ now });
  putLayoutBack = withoutLayout();
  ({ socket, app } = openApp(ana, { now, shifts: [shiftRow()], messages: [message] }));
});
afterEach(() => {
  closeApp(app);
  putLayoutBack();
});

test('that the partner is writing is shown beside the log, which announces what is said and nothing else', () => {
  show(app, Talk, { shiftId: 'tonight' });
  expect(screen.getByText('Quiet tonight.').closest('[role=log]')).not.toBeNull();
  flushSync(() => socket.say('typing', { personId: ben, on: true }));
  expect(screen.getByText('Ben is writing…').closest('[role=log], [aria-live]')).toBeNull();
  flushSync(() => socket.say('typing', { personId: ben, on: false }));
  expect(screen.queryByText('Ben is writing…')).toBeNull();
});

test('what is unfolded under a message is not announced as said', async () => {
  show(app, Talk, { shiftId: 'tonight' });
  await fireEvent.click(screen.getByRole('button', { name: /^More about the message/ }));
  await vi.dynamicImportSettled();
  const unfolded = screen.getByRole('button', { name: 'Ask for a debrief about this' });
  expect(unfolded.closest('[aria-live], [role=log]')?.getAttribute('aria-live')).toBe('off');
});
