import { cleanup, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Meeting, MeetingStep } from '#shared/meetings';
import { App } from '../../client/app.ts';
import { linesOf, newsToTwo, silenceToManager } from '../../client/meetings/meeting-words.ts';
import NextStep from '../../client/meetings/NextStep.svelte';
import { ana, FakeSocket } from './fake-socket.ts';
import { meetingRow } from './meeting-row.ts';
import { ben, lorna } from './person-row.ts';
import { show } from './show.ts';

afterEach(cleanup);

let socket: FakeSocket;
beforeEach(() => void (socket = new FakeSocket()));

function appOf(me: typeof ana): App {
  const app = new App(socket.asLive, { person: me, trial: false });
  socket.welcome({ me, people: [ana, ben, lorna], now: Date.parse('2026-11-21T14:30:00Z') });
  return app;
}

const step = (what: MeetingStep['step'], by: string, at: string): MeetingStep => ({ step: what, by, at });
const there = [ana, ben].map(({ id }) => step('there', id, '2026-11-21T14:00:00.000Z'));
const support = step('support', ana.id, '2026-11-21T14:20:00.000Z');

const meeting = (steps: MeetingStep[]): Meeting =>
  meetingRow('01900000-0000-7000-8000-0000000000aa', {
    startsAt: '2026-11-21T14:00:00.000Z',
    endsAt: '2026-11-21T16:00:00.000Z',
    steps,
    waitsFor: 'support',
    waitsUntil: support.at,
    reached: [lorna.id],
  });
const showNext = (app: App, one: Meeting) => show(app, NextStep, { meeting: one });
const buttons = () => screen.getAllByRole('button').map(({ textContent }) => textContent.trim());

test('whoever asked for support reads so, and says themself that they are fine', () => {
  showNext(appOf(ana), meeting([...there, support]));
  expect(screen.getByText('You asked for support at 14:20.')).toBeTruthy();
  expect(buttons()).toEqual(['I am OK now']);
});

test('the other one reads who asked, and keeps their own buttons', () => {
  const app = appOf(ben);
  const asked = meeting([...there, support]);
  showNext(app, asked);
  expect(screen.getByText('Ana asked for support at 14:20.')).toBeTruthy();
  expect(screen.queryByText(/^You asked/)).toBeNull();
  expect(buttons()).not.toContain('I am OK now');
  expect(buttons()).toEqual(expect.arrayContaining(['The meeting is over', 'I need support now']));
  expect(newsToTwo(asked, app)).toBe('Ana asked for support.');
});

test('a manager reads of each who needs support, and what was said in the order in which it was said', () => {
  const late = step('fine', ana.id, '2026-11-21T14:10:00.000Z');
  const both = meeting([support, step('support', ben.id, '2026-11-21T14:25:00.000Z'), late]);
  const app = appOf(lorna);
  expect(silenceToManager(both, app)).toBe('Ana and Ben need support now.');
  expect(linesOf(both, app).map(({ words }) => words)).toEqual([
    'Ana said: we are fine',
    'Ana asked for support',
    'Ben asked for support',
  ]);
});
