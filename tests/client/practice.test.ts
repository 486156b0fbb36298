import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../../client/app.ts';
import { askForDebrief } from '../../client/debriefs/commands.ts';
import Practice from '../../client/practice/Practice.svelte';
import { PracticeServer } from '../../client/practice/practice-server.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import WithApp from './WithApp.svelte';

const now = Date.parse('2026-11-21T21:42:10Z');
let socket: FakeSocket;
let real: App;

beforeEach(() => {
  vi.stubGlobal('fetch', vi.fn());
  vi.stubGlobal('matchMedia', () => new EventTarget());
  ({ socket, app: real } = openApp(ana, { now }));
});
afterEach(() => closeApp(real));

const press = async (name: string) =>
  fireEvent.click(await screen.findByRole('button', { name }), { detail: 1 });

test('a call and a request for support are practised, and nothing leaves the page', async () => {
  render(WithApp, { props: { app: real, shown: Practice as never, props: {} } });
  await press('Start a call');
  await screen.findByText('You are on a call. Listen first; the screen can wait.');
  await press('I need support now');
  await screen.findByText('Nobody has been told: this is practice.');
  await press('I’m OK now');
  await fireEvent.input(screen.getByLabelText('Note'), { target: { value: 'Made up.' } });
  expect(screen.getByText('Practice, not saved')).toBeTruthy();
  await press('Start again');
  await screen.findByRole('button', { name: 'Start a call' });

  expect(socket.sent).toEqual([]);
  expect(fetch).not.toHaveBeenCalled();
  expect([real.drafts.some, real.calls.all, real.live.outbox.all]).toEqual([false, [], []]);
});

test('what a practice does not do is turned down with what a shift would have done', async () => {
  const { me, people } = real;
  const server = new PracticeServer({ me, helpline: people.helpline, lists: [] }, () => now);
  const app = new App(server.asSocket, { person: me, trial: false });
  app.live.open();
  expect(await askForDebrief(app.live, 'now', {}, 'debrief')).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^This is practice, so nothing was sent\. On a shift, a manager/),
  });
  expect(await app.live.send('message:send', { messageId: 'm', body: 'Hello' })).toMatchObject({
    ok: false,
    message: 'This is practice, so nothing was sent.',
  });
  closeApp(app);
});

test('while a shift is on, there is no practice beside its buttons', async () => {
  const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
  const place = {
    place: 1 as const,
    personId: ana.id,
    firstName: 'Ana',
    here: true,
    placedAt: at(-99),
    phone: null,
  };
  const shift = { id: 's', version: 1, startsAt: at(-2), endsAt: at(2), covered: true, managerId: null };
  const presence = {
    id: 'p',
    version: 1,
    shiftId: 's',
    personId: ana.id,
    firstName: 'Ana',
    joinedAt: at(-2),
  };
  const said = {
    state: 'ready' as const,
    stateSince: at(-2),
    feeling: null,
    backAt: null,
    offerBreak: false,
  };
  socket.welcome({
    now,
    shifts: [{ ...shift, nextManagerId: null, places: [place] }],
    presences: [{ ...presence, ...said, leftAt: null, connected: true, lastHeardAt: at(0) }],
  });
  render(WithApp, { props: { app: real, shown: Practice as never, props: {} } });
  await screen.findByText(/^You are on a shift\./);
  expect(screen.queryByRole('button', { name: 'Start a call' })).toBeNull();
});
