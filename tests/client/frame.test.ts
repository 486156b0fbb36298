import { render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../../client/app.ts';
import Frame from '../../client/shell/Frame.svelte';
import { mustAppear } from '../../client/shell/must-appear.svelte.ts';
import * as parts from '../../client/shell/must-appear-parts.ts';
import { unsaved } from '../../client/shell/unsaved.svelte.ts';
import { ana, FakeSocket } from './fake-socket.ts';
import { closeApp } from './open-app.ts';
import { bothThere, supportAsked } from './pair-night.ts';
import { shiftRow } from './shift-row.ts';
import WithShell from './WithShell.svelte';

const { fetchDialog } = unsaved;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('matchMedia', () => new EventTarget());
  mustAppear.parts = parts;
  history.replaceState(null, '', '/tonight');
  // jsdom has none.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});
afterEach(() => {
  closeApp(app);
  mustAppear.parts = undefined;
  unsaved.fetchDialog = fetchDialog;
  vi.useRealTimers();
  Reflect.deleteProperty(HTMLDialogElement.prototype, 'showModal');
  Reflect.deleteProperty(HTMLDialogElement.prototype, 'close');
});

/** The page of Ana's after this welcome, with all around it. */
function open(welcome: Parameters<FakeSocket['welcome']>[0]) {
  const socket = new FakeSocket();
  app = new App(socket.asLive, { person: ana, trial: false });
  socket.welcome(welcome);
  render(WithShell, { props: { app, shown: Frame, props: {} } } as never);
  flushSync();
}

test('support that was asked for stays on the page of whoever asked when the shift is over, to be lowered', () => {
  const over = shiftRow({ startsAt: '2026-11-21T12:00:00.000Z', endsAt: '2026-11-21T20:00:00.000Z' });
  open({ shifts: [over], presences: bothThere, signals: [supportAsked()] });
  expect(app.tonight.on).toBe(false);
  expect(screen.getByText(/^You asked for support at/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'I’m OK now' })).toBeTruthy();
});

test('what has changed for me, and that words of mine were opened, is there with what must appear, and waits for no fetch', () => {
  const lorna = '01900000-0000-7000-8000-000000000003';
  const at = '2026-11-21T21:40:00.000Z';
  const update = {
    ...{ id: 'update', version: 2, personId: ana.id, kind: 'roles-changed' as const, aboutId: ana.id, at },
    ...{ shiftId: null, pageId: null, gatheringId: null, by: lorna, words: null, seenAt: null },
  };
  const opened = {
    ...{ id: 'opened', version: 2, shiftId: 'tonight', shiftStartsAt: at, state: 'open' as const },
    ...{ reason: 'A complaint.', askedBy: lorna, askedAt: at, lapsesAt: at, answeredBy: 'second' },
    ...{ answeredAt: at, until: '2026-11-21T22:40:00.000Z', shutAt: null, shutBecause: null, shutBy: null },
    ...{ readBy: [], affectedPersonIds: [ana.id], seenBy: [], reviewDueAt: null },
    ...{ reviewedBySupporters: false, review: null },
  };
  open({ shifts: [shiftRow()], updates: [update], breakGlass: [opened] });
  expect(screen.getByRole('button', { name: 'OK' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Who and why' }).getAttribute('href')).toBe('/break-glass/opened');
});

test('somebody who was signed out finds the whole page covered, and the lock covers it in its place', () => {
  const cover = () => [...document.querySelectorAll('dialog')].map((one) => one.getAttribute('aria-label'));
  open({ shifts: [shiftRow()] });
  expect(cover()).toEqual([]);
  flushSync(() => (app.live.signedOut = true));
  expect(cover()).toEqual(['You are signed out']);
  expect(document.querySelector('dialog')!.open).toBe(true);
  flushSync(() => (app.screenLock.locked = true));
  expect(cover()).toEqual(['The screen is locked']);
  flushSync(() => (app.screenLock.locked = false));
  expect(cover()).toEqual(['You are signed out']);
});
