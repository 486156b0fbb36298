import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../../client/app.ts';
import { markUpdateSeen } from '../../client/updates/commands.ts';
import MyMenu from '../../client/shell/MyMenu.svelte';
import WithShell from './WithShell.svelte';
import { ana, FakeSocket } from './fake-socket.ts';

const slow = { timeout: 30_000 };
let socket: FakeSocket;
let app: App;
let asked: string[];

beforeEach(() => {
  document.body.replaceChildren();
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  asked = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return new Promise(() => {});
  });
  socket = new FakeSocket();
  app = new App(socket.asLive, { person: ana, trial: false });
  flushSync(() => {
    socket.say('connect');
    socket.welcome({ me: ana });
  });
  render(WithShell, { props: { app, shown: MyMenu, props: { links: [] } } } as never);
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

async function signOut() {
  await fireEvent.click(screen.getByRole('button'));
  await fireEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }, slow));
}
const isSignedOut = () => vi.waitFor(() => expect(asked).toContain('/api/sign-out'), slow);

test('what is on its way when signing out is waited for, and nothing is asked', async () => {
  void markUpdateSeen(app.live, ana.id);
  await vi.waitFor(() => expect(socket.sent).toHaveLength(1));
  await signOut();
  expect(asked).toEqual([]);
  socket.sent[0]!.answer({ ok: true });
  await isSignedOut();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('what is not answered within two seconds is asked about', async () => {
  void markUpdateSeen(app.live, ana.id);
  await vi.waitFor(() => expect(socket.sent).toHaveLength(1));
  await signOut();
  expect(await screen.findByRole('dialog', { hidden: true }, slow)).toBeTruthy();
  expect(asked).toEqual([]);
});

test('with nothing on its way it is done at once', async () => {
  await signOut();
  await isSignedOut();
});
