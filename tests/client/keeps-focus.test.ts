import { fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import EarlierMore from '../../client/calls/EarlierMore.svelte';
import MyCalls from '../../client/calls/MyCalls.svelte';
import { Pages } from '../../client/live/pages.svelte.ts';
import AskedFlag from '../../client/my-requests/AskedFlag.svelte';
import JoinShift from '../../client/tonight/JoinShift.svelte';
import MorePages from '../../client/ui/MorePages.svelte';
import { boxes } from './boxes.ts';
import { call } from './call-back-night.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { bothThere } from './pair-night.ts';
import { shiftRow } from './shift-row.ts';
import { show } from './show.ts';

let socket: FakeSocket;
let app: App;
let answer: (body: object) => void;
const fetched = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  fetched.mockImplementation(() => new Promise((give) => (answer = (body) => give(Response.json(body)))));
  vi.stubGlobal('fetch', fetched);
  ({ socket, app } = openApp(ana, { shifts: [shiftRow()], presences: bothThere }));
});
afterEach(() => {
  closeApp(app);
  fetched.mockReset();
});

/** As by the keyboard, which goes on where the focus is. */
async function press(name: string | RegExp) {
  const button = screen.getByRole('button', { name });
  button.focus();
  await fireEvent.click(button);
  await settled();
  return button;
}
async function answerWith(body: object) {
  answer(body);
  await vi.advanceTimersByTimeAsync(0);
  flushSync();
}

test('a list that fetches more keeps the focus at its button, and fetches once however often it is pressed', async () => {
  const pages = new Pages<{ id: string }>({ address: '/api/audit', list: 'lines', cursor: ({ id }) => id });
  void pages.fetchMore();
  await answerWith({ lines: [{ id: 'a' }], more: true });
  render(MorePages, { pages, earlier: 'Show earlier lines' });
  const button = await press('Show earlier lines');
  expect(document.activeElement).toBe(button);
  await press('Fetching…');
  expect(fetched).toHaveBeenCalledTimes(2);
  await answerWith({ lines: [{ id: 'b' }], more: true });
  expect(pages.fetched.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(document.activeElement).toBe(button);
});

test('so does the list of my calls', async () => {
  show(app, MyCalls);
  await answerWith({ calls: [call], more: true });
  const button = await press('Show earlier calls');
  expect(document.activeElement).toBe(button);
  await press('Fetching…');
  expect(fetched).toHaveBeenCalledTimes(2);
});

test('so do joining a shift and answering a question, which are sent once', async () => {
  const { unmount } = show(app, JoinShift, { shift: shiftRow() });
  const join = await press('Join the shift');
  expect(document.activeElement).toBe(join);
  await press('Joining…');
  expect(socket.sent.map(({ name }) => name)).toEqual(['presence:join']);
  unmount();

  const box = boxes['an answer about a flag']!;
  show(app, AskedFlag, box.props(app));
  await fireEvent.input(screen.getByLabelText(box.label), { target: { value: 'Because it was late.' } });
  const send = await press(/^Answer/);
  expect(document.activeElement).toBe(send);
  await press(/^Answer/);
  expect(app.live.waiting('flag:answer')).toHaveLength(1);
});

test('noting a call that nobody could take, and taking that back, keep the focus where it was', async () => {
  show(app, EarlierMore, { shiftId: 'tonight' });
  await press(/^It rang and neither/);
  const undo = screen.getByRole('button', { name: 'Undo' });
  expect(document.activeElement?.contains(undo)).toBe(true);
  expect(document.activeElement).not.toBe(document.body);
  await press('Undo');
  const again = screen.getByRole('button', { name: /^It rang and neither/ });
  expect(document.activeElement?.contains(again)).toBe(true);
  expect(document.activeElement).not.toBe(document.body);
});
