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
});
afterEach(() => {
  closeApp(app);
  mustAppear.parts = undefined;
  unsaved.fetchDialog = fetchDialog;
  vi.useRealTimers();
});

test('support that was asked for stays on the page of whoever asked when the shift is over, to be lowered', () => {
  const socket = new FakeSocket();
  app = new App(socket.asLive, { person: ana, trial: false });
  const over = shiftRow({ startsAt: '2026-11-21T12:00:00.000Z', endsAt: '2026-11-21T20:00:00.000Z' });
  socket.welcome({ shifts: [over], presences: bothThere, signals: [supportAsked()] });
  render(WithShell, { props: { app, shown: Frame, props: {} } } as never);
  flushSync();
  expect(app.tonight.on).toBe(false);
  expect(screen.getByText(/^You asked for support at/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'I’m OK now' })).toBeTruthy();
});
