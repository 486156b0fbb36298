import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../../client/app.ts';
import SignInAgain from '../../client/auth/SignInAgain.svelte';
import { ana, FakeSocket } from './fake-socket.ts';
import { closeApp } from './open-app.ts';
import { show } from './show.ts';

let app: App;
let socket: FakeSocket;

beforeEach(() => {
  document.body.replaceChildren();
  socket = new FakeSocket();
  app = new App(socket.asLive, { person: ana, trial: true });
});
afterEach(() => closeApp(app));

const answer = (body: object, status = 200) =>
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(body, { status })));
const press = () => fireEvent.click(screen.getByRole('button', { name: 'Go on as Ana' }));

test('in the trial, why somebody cannot go on is said, with a way to be somebody else', async () => {
  show(app, SignInAgain);
  answer({ message: 'Ana cannot sign in just now.' }, 403);
  await press();
  expect((await screen.findByRole('alert')).textContent).toContain('Ana cannot sign in just now.');
  expect(screen.getByRole('link', { name: 'Choose somebody else' }).getAttribute('href')).toBe('/');

  answer({ person: ana });
  await press();
  await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(socket.connects).toBe(1);
});
