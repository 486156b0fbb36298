import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import { noteCall } from '../../client/calls/commands.ts';
import NotSaved from '../../client/calls/NotSaved.svelte';
import Chat from '../../client/messages/Chat.svelte';
import { sendMessage } from '../../client/messages/commands.ts';
import NotAccepted from '../../client/shell/NotAccepted.svelte';
import { call as callOf21 } from './call-back-night.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { bothThere } from './pair-night.ts';
import { benId, shiftRow } from './shift-row.ts';
import { show } from './show.ts';
import { withoutLayout } from './without-layout.ts';

const first = { ...callOf21, shiftId: 'tonight' };
const second = {
  ...first,
  id: '01900000-0000-7000-8000-000000000021',
  startedAt: '2026-11-21T21:30:00.000Z',
};
const alone = shiftRow({ places: shiftRow().places.slice(0, 1) });
let socket: FakeSocket;
let app: App;
let putLayoutBack: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  putLayoutBack = withoutLayout();
  const welcome = { shifts: [shiftRow()], presences: bothThere, calls: [first, second] };
  ({ socket, app } = openApp(ana, welcome));
});
afterEach(() => {
  closeApp(app);
  putLayoutBack();
});

async function refuse(message: string) {
  await settled();
  socket.sent.at(-1)!.answer({ ok: false, code: 'conflict', message });
  await settled();
  flushSync();
}
const isOnThePage = () => screen.queryByText(/was not saved\.$/) !== null;

test('a message to a partner who has left meanwhile is said with its words, though there is no talk to show it in', async () => {
  show(app, NotAccepted);
  show(app, Chat, { shiftId: 'tonight' });
  void sendMessage(app.live, { body: 'That one was hard.', to: benId });
  flushSync(() => socket.say('shift:changed', { ...alone, version: 2 }));
  await refuse('Ben is not in this shift any more.');
  expect(screen.getByText('You wrote: That one was hard.')).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('Ben is not in this shift any more.');
  await fireEvent.click(screen.getByRole('button', { name: 'Take it out' }));
  expect(app.live.outbox.all).toEqual([]);
});

test('a message is said on the page only for as long as the talk is not on the screen', async () => {
  show(app, NotAccepted);
  const talk = show(app, Chat, { shiftId: 'tonight' });
  void sendMessage(app.live, { body: 'That one was hard.', to: benId });
  await refuse('This cannot be sent.');
  expect(screen.getByText('Not sent.')).toBeTruthy();
  expect(isOnThePage()).toBe(false);
  talk.unmount();
  flushSync();
  expect(isOnThePage()).toBe(true);
  show(app, Chat, { shiftId: 'tonight' });
  flushSync();
  expect(isOnThePage()).toBe(false);
});

test('a note of one call is said while the record of another is open, and leads to its own', async () => {
  show(app, NotAccepted);
  void noteCall(app.live, { callId: first.id, basedOn: 1, changes: { note: 'Alone at Christmas' } });
  await refuse('Your partner changed this too.');
  const of = show(app, NotSaved, { callId: second.id });
  flushSync();
  expect(screen.getByText('You wrote: Alone at Christmas')).toBeTruthy();
  const link = screen.getByRole('link', { name: 'Open its record' });
  expect(link.getAttribute('href')).toBe(`/calls/${first.id}`);
  of.unmount();
  show(app, NotSaved, { callId: first.id });
  flushSync();
  expect(isOnThePage()).toBe(false);
  expect(screen.getByRole('button', { name: 'Save mine' })).toBeTruthy();
});
