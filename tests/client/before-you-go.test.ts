import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import BeforeYouGo from '../../client/check-ins/BeforeYouGo.svelte';
import NotAccepted from '../../client/shell/NotAccepted.svelte';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { bothThere } from './pair-night.ts';
import { shiftRow } from './shift-row.ts';
import { show } from './show.ts';

const evening = { shifts: [shiftRow()], presences: bothThere };
const stillOn = 'You are still on a call. End it first.';
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('matchMedia', () => new EventTarget());
  ({ socket, app } = openApp(ana, evening));
  show(app, NotAccepted);
});
afterEach(() => closeApp(app));

async function leave() {
  await fireEvent.click(screen.getByRole('button', { name: 'Good night, leave the shift' }), { detail: 1 });
  await settled();
}
async function refuse() {
  await settled();
  socket.sent.at(-1)!.answer({ ok: false, code: 'conflict', message: stillOn });
  await settled(24);
  flushSync();
}

test('without a link it is said that the shift is still to be left; that it was not is said after the page was closed', async () => {
  const page = show(app, BeforeYouGo);
  flushSync(() => socket.say('disconnect', 'transport close'));
  await leave();
  expect(screen.getByText(/^Saved here\. You leave the shift as soon as you are connected\./)).toBeTruthy();
  page.unmount();
  socket.welcome(evening);
  await refuse();
  expect(screen.getByRole('alert').textContent).toContain(
    `That you have left the shift was not saved. ${stillOn}`,
  );

  show(app, BeforeYouGo);
  await leave();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a refusal that is read beside its button is said once, and not on the next page', async () => {
  const page = show(app, BeforeYouGo);
  await leave();
  await refuse();
  expect(screen.getAllByText(new RegExp(stillOn))).toHaveLength(1);
  page.unmount();
  flushSync();
  expect(screen.queryByText(new RegExp(stillOn))).toBeNull();
});
