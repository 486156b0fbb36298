import { fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import { sendMessage } from '../../client/messages/commands.ts';
import { markUpdateSeen } from '../../client/updates/commands.ts';
import MyMenu from '../../client/shell/MyMenu.svelte';
// Loaded before the link opens, which counts as silent while this takes long.
import '../../client/ui/MenuList.svelte';
import { eventually } from '../support/eventually.ts';
import WithShell from './WithShell.svelte';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';

let socket: FakeSocket;
let app: App;
let asked: string[];

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => new EventTarget());
  asked = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return new Promise(() => {});
  });
  ({ socket, app } = openApp(ana));
  flushSync(() => {
    socket.say('connect');
    socket.welcome({ me: ana });
  });
  render(WithShell, { props: { app, shown: MyMenu, props: { links: [] } } } as never);
});
afterEach(() => closeApp(app));

/** Opens the menu. From then on the time is in the test's hands. */
async function openMenu() {
  await fireEvent.click(screen.getByRole('button'));
  const item = await screen.findByRole('menuitem', { name: 'Sign out' });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return () => fireEvent.click(item);
}

async function beginCommand() {
  void markUpdateSeen(app.live, ana.id);
  await eventually(() => expect(socket.sent).toHaveLength(1));
}
const isSignedOut = () => eventually(() => expect(asked).toContain('/api/sign-out'));

test('what is on its way when signing out is waited for, and nothing is asked', async () => {
  const signOut = await openMenu();
  await beginCommand();
  await signOut();
  expect(asked).toEqual([]);
  socket.sent[0]!.answer({ ok: true });
  await isSignedOut();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('what is not answered within two seconds is asked about', async () => {
  const signOut = await openMenu();
  await beginCommand();
  await signOut();
  vi.advanceTimersByTime(1_999);
  flushSync();
  expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
  vi.advanceTimersByTime(1);
  vi.useRealTimers();
  expect(await screen.findByRole('dialog', { hidden: true })).toBeTruthy();
  expect(asked).toEqual([]);
});

test('with nothing on its way it is done at once', async () => {
  await (
    await openMenu()
  )();
  await isSignedOut();
});

test('what was refused, and is only here, is asked about', async () => {
  const signOut = await openMenu();
  vi.useRealTimers();
  void sendMessage(app.live, { body: 'Are you there', to: 'ben' });
  await eventually(() => expect(socket.sent).toHaveLength(1));
  socket.sent[0]!.answer({ ok: false, code: 'conflict', message: 'This shift is over.' });
  await eventually(() => expect(app.live.outbox.refused).toBe(1));
  await signOut();
  expect(
    await screen.findByText('Something that you wrote was not accepted, and is only here.'),
  ).toBeTruthy();
  expect(asked).toEqual([]);
});
