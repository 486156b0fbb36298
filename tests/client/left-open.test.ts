import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Presence } from '#shared/presence';
import type { Shift } from '#shared/shifts';
import type { App } from '../../client/app.ts';
import CallPage from '../../client/calls/CallPage.svelte';
import { unfinishedOf } from '../../client/check-ins/unfinished.ts';
import { mustAppear } from '../../client/shell/must-appear.svelte.ts';
import * as parts from '../../client/shell/must-appear-parts.ts';
import { route } from '../../client/shell/route.ts';
import '../../client/tonight/JoinShift.svelte';
import '../../client/tonight/NoShift.svelte';
import '../../client/tonight/OverShift.svelte';
import Tonight from '../../client/tonight/Tonight.svelte';
import { call as callOf21 } from './call-back-night.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { bothThere, presenceRow } from './pair-night.ts';
import { shiftRow } from './shift-row.ts';
import { show } from './show.ts';
import { withoutLayout } from './without-layout.ts';

const startedAt = '2026-11-21T20:10:00.000Z';
const call = { ...callOf21, shiftId: 'evening', state: 'active' as const, endedAt: null, startedAt };
const evening = shiftRow({
  id: 'evening',
  startsAt: '2026-11-21T14:00:00.000Z',
  endsAt: '2026-11-21T20:30:00.000Z',
});
const longAgo = { ...evening, startsAt: '2026-11-20T02:00:00.000Z', endsAt: '2026-11-20T08:00:00.000Z' };
const night = shiftRow({ startsAt: '2026-11-21T21:30:00.000Z', endsAt: '2026-11-22T04:00:00.000Z' });
let socket: FakeSocket;
let app: App;
let putLayoutBack: () => void;

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => new EventTarget());
  putLayoutBack = withoutLayout();
  mustAppear.parts = parts;
  ({ socket, app } = openApp(ana));
});
afterEach(() => {
  closeApp(app);
  putLayoutBack();
  mustAppear.parts = undefined;
  route.params = {};
});

const open = (shifts: Shift[], presences: Presence[] = []) =>
  flushSync(() => socket.welcome({ shifts, presences, calls: [call] }));
const ends = () => screen.getAllByRole('button', { name: 'End call' });

async function endIt() {
  expect(ends()).toHaveLength(1);
  await fireEvent.click(ends()[0]!, { detail: 1 });
  await settled();
  expect(socket.sent.map(({ name, fields }) => [name, fields.callId])).toEqual([['call:end', call.id]]);
}

test('a call that goes on when its shift is over is ended from there, and the page says so until then', async () => {
  open([evening], [presenceRow(ana.id, { shiftId: 'evening' })]);
  show(app, Tonight);
  expect(await screen.findByText('One call has not been ended yet.')).toBeTruthy();
  expect(screen.getByText('You have been on a call since 20:10.')).toBeTruthy();
  expect(unfinishedOf(app)).toMatchObject([{ words: 'You have been on a call since 20:10.' }]);
  await endIt();
  expect(screen.queryByText('One call has not been ended yet.')).toBeNull();
  expect(screen.getByText(/^One call is not finished yet/)).toBeTruthy();
});

test('so is one whose shift has closed, before a next one, and on the screen of a next one', async () => {
  open([longAgo]);
  show(app, Tonight);
  expect(await screen.findByText('You are not on shift now')).toBeTruthy();
  expect(ends()).toHaveLength(1);

  open([longAgo, night]);
  expect(await screen.findByRole('button', { name: 'Join the shift' })).toBeTruthy();
  expect(ends()).toHaveLength(1);

  open([longAgo, night], bothThere);
  expect(await screen.findByRole('button', { name: 'Ready' })).toBeTruthy();
  await endIt();
});

test('the page of the call ends it where nothing around the page does', async () => {
  route.params = { id: call.id };
  open([longAgo]);
  show(app, CallPage);
  await endIt();
});

test('a call of the running shift has no second button for its end', () => {
  route.params = { id: call.id };
  open([{ ...evening, endsAt: '2026-11-22T00:00:00.000Z' }], [presenceRow(ana.id, { shiftId: 'evening' })]);
  show(app, CallPage);
  expect(screen.queryByRole('button', { name: 'End call' })).toBeNull();
});

test('the end that was refused is said beside its button', async () => {
  open([longAgo]);
  show(app, Tonight);
  await endIt();
  socket.sent[0]!.answer({ ok: false, code: 'not-yours', message: 'Ben has this call now.' });
  expect(await screen.findByRole('alert')).toHaveProperty(
    'textContent',
    expect.stringContaining('Ben has this call now.'),
  );
});
