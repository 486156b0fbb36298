import { cleanup, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Debrief, UrgentResponse } from '#shared/debriefs';
import type { App } from '../../client/app.ts';
import RespondTo from '../../client/calls/RespondTo.svelte';
import { asked } from './asked.ts';
import { call as callOf21 } from './call-back-night.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { bothThere } from './pair-night.ts';
import { lorna } from './person-row.ts';
import { shiftRow } from './shift-row.ts';
import { show } from './show.ts';

const shift = shiftRow({ managerId: lorna.id });
const call = { ...callOf21, shiftId: shift.id };
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  ({ socket, app } = openApp(ana, { people: [ana, lorna], shifts: [shift], presences: bothThere }));
});
afterEach(() => {
  closeApp(app);
  vi.useRealTimers();
});

/** The part of the record about a call of which Lorna was told, and what became of that. */
function showAfter(state: Debrief['state'], told: UrgentResponse = '999-now') {
  const at = '2026-11-21T21:10:00.000Z';
  const steps: Debrief['steps'] = [{ step: 'asked', by: ana.id, at }];
  if (state !== 'asked') {
    const step = state as 'closed' | 'withdrawn';
    const by = state === 'closed' ? lorna.id : ana.id;
    steps.push({ step, by, at: '2026-11-21T21:31:00.000Z' });
  }
  const about = { askedBy: ana.id, callIds: [call.id], responseNeeded: told, steps, state };
  socket.say('debrief:changed', asked('d', 'now', at, { ...about, assignedTo: lorna.id }));
  show(app, RespondTo, { call, response: '999-now' });
  flushSync();
}
const tell = () => screen.queryByRole('button', { name: 'Tell Lorna now' });
const notice = () => screen.getByRole('status');

test('once the manager has closed it, the record says who dealt with it and when, and asks for nothing', () => {
  showAfter('closed');
  expect(screen.getByText('Lorna dealt with this at 21:31.')).toBeTruthy();
  expect(tell()).toBeNull();
  expect(notice().classList.contains('alarm')).toBe(false);
});

test('what was taken back can be told again, and so can a call that needs another response than the one dealt with', () => {
  showAfter('withdrawn');
  expect(tell()).toBeTruthy();
  expect(notice().textContent).toContain('Tell Lorna now? Ring 999 first.');
  cleanup();
  showAfter('closed', 'partner-and-manager-now');
  expect(tell()).toBeTruthy();
});

test('what is still open is told to somebody, whichever response it was told with', () => {
  showAfter('asked', 'partner-and-manager-now');
  expect(screen.getByText(/^Lorna has been told at/)).toBeTruthy();
  expect(tell()).toBeNull();
});
