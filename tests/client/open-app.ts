import { cleanup } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import type { Person } from '#shared/people';
import { App } from '../../client/app.ts';
import { FakeSocket } from './fake-socket.ts';

type Welcomed = Parameters<FakeSocket['welcome']>[0];

/** A page of this person, and its link. Welcomed if the rows of a welcome are given. */
export function openApp(person: Person, welcome?: Welcomed): { socket: FakeSocket; app: App } {
  const socket = new FakeSocket();
  const app = new App(socket.asLive, { person, trial: false });
  if (welcome) flushSync(() => socket.welcome(welcome));
  return { socket, app };
}

/** Takes what is shown away, and ends the clock and the link of the page. */
export function closeApp({ clock, live }: App) {
  cleanup();
  clock.stop();
  live.close();
}
