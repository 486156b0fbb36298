import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Meeting } from '#shared/meetings';
import type { Person } from '#shared/people';
import { App } from '../../client/app.ts';
import MeetingNews from '../../client/meetings/MeetingNews.svelte';
import NextStep from '../../client/meetings/NextStep.svelte';
import SomebodyNeedsYou from '../../client/screen-lock/SomebodyNeedsYou.svelte';
import { openDialogs } from '../../client/ui/open-dialogs.svelte.ts';
import Alarm from './Alarm.svelte';
import StackedDialogs from './StackedDialogs.svelte';
import WithApp from './WithApp.svelte';
import { ana, FakeSocket, settled } from './fake-socket.ts';
import { personRow } from './person-row.ts';

const ben = personRow('01900000-0000-7000-8000-000000000002', 'Ben');
const lorna = personRow('01900000-0000-7000-8000-000000000003', 'Lorna', { roles: ['manager'] });
const inAnHour = '2026-11-21T22:42:10Z';
const aMinuteAgo = '2026-11-21T21:41:10Z';

afterEach(() => {
  cleanup();
  openDialogs.inside = undefined;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A meeting of Ana and Ben that is on, with Lorna on call; its end is waited for. */
const meeting = (id: string, change: Partial<Meeting> = {}): Meeting => ({
  id,
  version: 2,
  state: 'allowed',
  seriesId: null,
  proposedBy: ana.id,
  withIds: [ana.id, ben.id],
  agreedIds: [ana.id, ben.id],
  startsAt: '2026-11-21T21:00:00Z',
  endsAt: '2026-11-21T22:00:00Z',
  placeId: null,
  knownAs: 'Sam',
  wordForTrouble: null,
  borough: 'Leeds',
  decidedBy: lorna.id,
  decidedWords: null,
  onCallId: lorna.id,
  people: [ana, ben, lorna].map(({ id, firstName }) => ({ id, firstName, phone: '020 7946 0000' })),
  steps: [ana.id, ben.id].map((by) => ({ step: 'there', by, at: '2026-11-21T21:02:00Z' })),
  waitsFor: 'over',
  waitsUntil: inAnHour,
  askAgainAt: null,
  reached: [],
  managerIds: [lorna.id],
  cancelledBecause: null,
  agreedNext: null,
  closedAt: null,
  ...change,
});

/** The browser's sound, which is not there in a test, before its first touch. */
class SilentAudio {
  state = 'suspended';
  resume = () => Promise.resolve();
  suspend = () => Promise.resolve();
}
beforeEach(() => void vi.stubGlobal('AudioContext', SilentAudio));

let socket: FakeSocket;
let app: App;
function openFor(me: Person, meetings: Meeting[]) {
  vi.useFakeTimers();
  socket = new FakeSocket();
  app = new App(socket.asLive, { person: me, trial: false });
  socket.say('connect');
  socket.welcome({ me, people: [ana, ben, lorna], meetings });
}
const show = (shown: unknown, props: object = {}) =>
  render(WithApp, { props: { app, shown, props } } as never);
const hear = (row: Meeting) => flushSync(() => socket.say('meeting:changed', row));
const commands = () => socket.sent.map(({ name }) => name);
const tap = (name: RegExp | string) => fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });

test('support is asked for while an earlier step still waits for an answer', async () => {
  openFor(ana, [meeting('a')]);
  show(NextStep, { meeting: meeting('a') });
  await tap('The meeting is over');
  await tap('I need support now');
  vi.advanceTimersByTime(4_100);
  flushSync();
  expect(screen.getByText(/^You need support: saved here, not sent yet\./)).toBeTruthy();
  socket.sent[0]!.answer({ ok: true });
  await settled();
  expect(commands()).toEqual(['meeting:over', 'meeting:support']);
});

test('the second press of a double press does not say the step that has taken the first one’s place', async () => {
  openFor(ana, [meeting('a')]);
  const { rerender } = show(NextStep, { meeting: meeting('a') });
  await tap('The meeting is over');
  await settled();
  socket.sent[0]!.answer({ ok: true });
  await settled();
  const over = { step: 'over', by: ana.id, at: '2026-11-21T21:42:10Z' } as const;
  const later = meeting('a', { version: 3, steps: [...meeting('a').steps, over] });
  await rerender({ props: { props: { meeting: later } } } as never);
  const home = screen.getByRole('button', { name: 'I am home' });
  await fireEvent.click(home, { detail: 2 });
  await settled();
  expect(commands()).toEqual(['meeting:over']);
  vi.advanceTimersByTime(1_000);
  await fireEvent.click(home, { detail: 1 });
  await settled();
  expect(commands()).toEqual(['meeting:over', 'meeting:home']);
});

test('each meeting from which a word is missing is shown and said', () => {
  openFor(lorna, [meeting('a'), meeting('b')]);
  show(MeetingNews);
  const said = vi.spyOn(app.announcer, 'sayNow');
  hear(meeting('a', { version: 3, waitsUntil: aMinuteAgo, reached: [lorna.id] }));
  hear(meeting('b', { version: 4, waitsFor: 'home', waitsUntil: aMinuteAgo, reached: [lorna.id] }));
  expect(screen.getAllByRole('link', { name: 'Open it' }).map((link) => link.getAttribute('href'))).toEqual(
    expect.arrayContaining(['/meetings/a', '/meetings/b']),
  );
  expect(said).toHaveBeenCalledTimes(2);
});

test('a covered screen tells that somebody is needed, and nothing else', () => {
  openFor(lorna, [meeting('a')]);
  show(SomebodyNeedsYou);
  expect(screen.getByRole('alert').textContent.trim()).toBe('');
  hear(meeting('a', { version: 3, waitsUntil: aMinuteAgo, reached: [lorna.id] }));
  expect(screen.getByRole('alert').textContent.trim()).toBe('Somebody needs you');
});

test('on the covered screen of one of the two it is a word that is waited for', () => {
  openFor(ana, [meeting('a', { waitsUntil: aMinuteAgo })]);
  show(SomebodyNeedsYou);
  expect(screen.getByRole('alert').textContent.trim()).toBe('A word from you is waited for');
});

test('with a dialog open the meeting stands in the dialog, and on the page behind it no second time', () => {
  openDialogs.inside = Alarm;
  render(StackedDialogs, { second: false });
  openFor(lorna, [meeting('a', { waitsUntil: aMinuteAgo, reached: [lorna.id] })]);
  const page = show(MeetingNews);
  expect(within(page.container).queryByText(/Nothing is heard of them/)).toBeNull();
  show(MeetingNews, { inDialog: true });
  expect(screen.getAllByText(/Nothing is heard of them/)).toHaveLength(1);
});
