import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import PromiseCallBack from '../../client/call-backs/PromiseCallBack.svelte';
import AddKit from '../../client/kits/AddKit.svelte';
import AddWord from '../../client/lists/AddWord.svelte';
import { halfFilled } from '../../client/worker/half-filled.svelte.ts';
import { newerVersion } from '../../client/worker/newer-version.svelte.ts';
import NewVersion from '../../client/worker/NewVersion.svelte';
import OtherVersion from '../../client/worker/OtherVersion.svelte';
import { call, evenings } from './call-back-night.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { show } from './show.ts';

let socket: FakeSocket;
let app: App;
let load: () => void;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  load = vi.spyOn(newerVersion, 'use').mockImplementation(() => {});
  ({ socket, app } = openApp(ana, {}));
  stop = halfFilled.watch(app.live);
});
afterEach(() => {
  closeApp(app);
  stop();
  vi.restoreAllMocks();
  newerVersion.ready = newerVersion.canLoad = false;
});

const write = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const later = async (seconds: number) => {
  await vi.advanceTimersByTimeAsync(seconds * 1_000);
  flushSync();
};
/** The server refuses this page, and has another. */
const refuse = () =>
  flushSync(() => {
    app.live.version.noteRefused('page-too-old');
    newerVersion.canLoad = true;
  });

test('a form that nothing keeps holds back the newer version until it is closed', async () => {
  const form = show(app, AddKit, { number: 3, onclose: () => {} });
  await write('What it is called', 'The blue bag');
  refuse();
  show(app, OtherVersion);
  await later(20);
  expect(load).not.toHaveBeenCalled();
  expect(screen.getByText(/once you have sent or closed the form/)).toBeTruthy();

  form.unmount();
  await later(2);
  expect(load).toHaveBeenCalledOnce();
});

test('a form that has been sent holds back no newer version, which sends what waits', async () => {
  socket.say('disconnect', 'transport close');
  show(app, AddKit, { number: 3, onclose: () => {} });
  await write('What it is called', 'The blue bag');
  await fireEvent.submit(document.querySelector('form')!);
  refuse();
  show(app, OtherVersion);
  await later(6);
  expect(app.live.outbox.waiting).toBe(1);
  expect(load).toHaveBeenCalledOnce();
});

test('a form whose words are kept holds back no newer version', async () => {
  show(app, AddWord, { list: 'boroughs', ondone: () => {} });
  await write('New word', 'Riverside');
  refuse();
  show(app, OtherVersion);
  await later(6);
  expect(load).toHaveBeenCalledOnce();
});

test('a caller’s number that is typed and not saved holds back the newer version, also where its form is not on the page', async () => {
  const helplines = [{ ...app.people.helpline, id: 'h', callBackNumbers: true }];
  const night = { helplines, shifts: evenings, calls: [call] };
  flushSync(() => socket.welcome(night));
  const form = show(app, PromiseCallBack, { call });
  await write('Number (optional)', '020 7946 0999');
  refuse();
  newerVersion.ready = true;
  const offer = show(app, NewVersion);
  show(app, OtherVersion);
  await later(20);
  expect(screen.getByText(/once you have sent or closed the form/)).toBeTruthy();
  form.unmount();
  await later(20);
  expect(screen.getByText(/once the number that you typed for a call back is saved/)).toBeTruthy();
  expect(screen.queryByText(/Everything you typed stays/)).toBeNull();
  offer.unmount();
  expect(load).not.toHaveBeenCalled();

  show(app, PromiseCallBack, { call });
  await fireEvent.click(screen.getByRole('button', { name: 'Save the time' }));
  await later(6);
  expect(app.live.outbox.waiting).toBe(1);
  expect(load).toHaveBeenCalledOnce();
});

test('a new version is offered only while no form would be lost', async () => {
  newerVersion.ready = true;
  show(app, NewVersion);
  expect(screen.getByText(/Everything you typed stays/)).toBeTruthy();
  const form = show(app, AddKit, { number: 3, onclose: () => {} });
  await write('What it is called', 'The blue bag');
  await later(0);
  expect(screen.queryByText(/Everything you typed stays/)).toBeNull();

  form.unmount();
  await later(2);
  expect(screen.getByText(/Everything you typed stays/)).toBeTruthy();
});
