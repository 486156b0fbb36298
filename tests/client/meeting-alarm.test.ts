import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Meeting } from '#shared/meetings';
import type { Person } from '#shared/people';
import type { App } from '../../client/app.ts';
import MeetingNews from '../../client/meetings/MeetingNews.svelte';
import NextStep from '../../client/meetings/NextStep.svelte';
import SomebodyNeedsYou from '../../client/screen-lock/SomebodyNeedsYou.svelte';
import { openDialogs } from '../../client/ui/open-dialogs.svelte.ts';
import Alarm from './Alarm.svelte';
import StackedDialogs from './StackedDialogs.svelte';
import { show } from './show.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { openApp } from './open-app.ts';
import { meetingRow } from './meeting-row.ts';
import { ben, lorna } from './person-row.ts';

const aMinuteAgo = '2026-11-21T21:41:10Z';

afterEach(() => {
  cleanup();
  openDialogs.inside = undefined;
  vi.useRealTimers();
  vi.unstubAllGlobals();
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
  ({ socket, app } = openApp(me));
  socket.say('connect');
  socket.welcome({ me, people: [ana, ben, lorna], meetings });
}
const hear = (row: Meeting) => flushSync(() => socket.say('meeting:changed', row));
const commands = () => socket.sent.map(({ name }) => name);
const tap = (name: RegExp | string) => fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });

test('support is asked for while an earlier step still waits for an answer', async () => {
  openFor(ana, [meetingRow('a')]);
  show(app, NextStep, { meeting: meetingRow('a') });
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
  openFor(ana, [meetingRow('a')]);
  const { rerender } = show(app, NextStep, { meeting: meetingRow('a') });
  await tap('The meeting is over');
  await settled();
  socket.sent[0]!.answer({ ok: true });
  await settled();
  const over = { step: 'over', by: ana.id, at: '2026-11-21T21:42:10Z' } as const;
  const later = meetingRow('a', { version: 3, steps: [...meetingRow('a').steps, over] });
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
  openFor(lorna, [meetingRow('a'), meetingRow('b')]);
  show(app, MeetingNews);
  const said = vi.spyOn(app.announcer, 'sayNow');
  hear(meetingRow('a', { version: 3, waitsUntil: aMinuteAgo, reached: [lorna.id] }));
  hear(meetingRow('b', { version: 4, waitsFor: 'home', waitsUntil: aMinuteAgo, reached: [lorna.id] }));
  expect(screen.getAllByRole('link', { name: 'Open it' }).map((link) => link.getAttribute('href'))).toEqual(
    expect.arrayContaining(['/meetings/a', '/meetings/b']),
  );
  expect(said).toHaveBeenCalledTimes(2);
});

test('a covered screen tells that somebody is needed, and nothing else', () => {
  openFor(lorna, [meetingRow('a')]);
  show(app, SomebodyNeedsYou);
  expect(screen.getByRole('alert').textContent.trim()).toBe('');
  hear(meetingRow('a', { version: 3, waitsUntil: aMinuteAgo, reached: [lorna.id] }));
  expect(screen.getByRole('alert').textContent.trim()).toBe('Somebody needs you');
});

test('on the covered screen of one of the two it is a word that is waited for', () => {
  openFor(ana, [meetingRow('a', { waitsUntil: aMinuteAgo })]);
  show(app, SomebodyNeedsYou);
  expect(screen.getByRole('alert').textContent.trim()).toBe('A word from you is waited for');
});

test('with a dialog open the meeting stands in the dialog, and on the page behind it no second time', () => {
  openDialogs.inside = Alarm;
  render(StackedDialogs, { second: false });
  openFor(lorna, [meetingRow('a', { waitsUntil: aMinuteAgo, reached: [lorna.id] })]);
  const page = show(app, MeetingNews);
  expect(within(page.container).queryByText(/Nothing is heard of them/)).toBeNull();
  show(app, MeetingNews, { inDialog: true });
  expect(screen.getAllByText(/Nothing is heard of them/)).toHaveLength(1);
});
