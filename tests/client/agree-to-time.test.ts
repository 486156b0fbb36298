import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '../../client/app.ts';
import AskedTime from '../../client/my-requests/AskedTime.svelte';
import WhatCame from '../../client/my-requests/WhatCame.svelte';
import { asked } from './asked.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna } from './person-row.ts';
import { show } from './show.ts';

const at = '2026-11-21T21:40:00.000Z';
let socket: FakeSocket;
let app: App;

/** A request of Ana's, for which Lorna offers this time. */
const offered = (time: string, version = 2) =>
  asked('d', 'next-day-or-two', at, {
    version,
    state: 'offered',
    askedBy: ana.id,
    assignedTo: lorna.id,
    offeredFor: time,
    steps: [
      { step: 'asked', by: ana.id, at },
      { step: 'offered', by: lorna.id, at, for: time },
    ],
  });
const [early, late] = ['2026-11-22T16:30:00.000Z', '2026-11-22T18:00:00.000Z'];
const other = {
  ok: false,
  code: 'conflict',
  message: 'Another time is on offer by now. Look whether it suits you too.',
} as const;

beforeEach(() => {
  ({ socket, app } = openApp(ana, { people: [ana, lorna], debriefs: [offered(early)] }));
});
afterEach(() => closeApp(app));

const press = async (name: RegExp) => {
  await fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });
  await settled();
};

test('a yes that was given without a link is for the time that was read, and what became of it is said', async () => {
  show(app, WhatCame);
  socket.say('disconnect', 'transport close');
  await press(/^Agree to tomorrow at 16:30/);
  expect(screen.getByText(/^Saved here, not sent yet/)).toBeTruthy();
  socket.welcome({ people: [ana, lorna], debriefs: [offered(late, 3)] });
  await settled();
  expect(socket.sent[0]).toMatchObject({ name: 'debrief:agree', fields: { debriefId: 'd', for: early } });
  socket.sent[0]!.answer(other);
  expect((await screen.findByRole('alert')).textContent).toBe(other.message);
  await press(/^Agree to tomorrow at 18:00/);
  expect(socket.sent[1]).toMatchObject({ fields: { for: late } });
});

test('on the page of the request too the time that is shown is the one agreed to', async () => {
  const props = { debrief: offered(early), ondone: () => {} };
  show(app, AskedTime, props);
  await press(/^Agree to/);
  expect(socket.sent[0]).toMatchObject({ name: 'debrief:agree', fields: { debriefId: 'd', for: early } });
});

test('what is typed while another time is asked for stays', async () => {
  const props = { debrief: offered(early), ondone: () => {} };
  show(app, AskedTime, props);
  await press(/^Ask for another time/);
  const box = screen.getByLabelText('When would suit you? (optional)');
  await fireEvent.input(box, { target: { value: 'Later' } });
  await press(/^Ask for another time/);
  await fireEvent.input(box, { target: { value: 'Later, or on Monday' } });
  socket.sent[0]!.answer({ ok: true });
  await settled();
  flushSync();
  expect(app.drafts.at('other time d')).toBe('Later, or on Monday');
});
