import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import type { Meeting } from '#shared/meetings';
import type { Person } from '#shared/people';
import type { App } from '../../client/app.ts';
import LookAfter from '../../client/meetings/LookAfter.svelte';
import MeetingPage from '../../client/meetings/MeetingPage.svelte';
import SwapPerson from '../../client/meetings/SwapPerson.svelte';
import { route } from '../../client/shell/route.ts';
import { press } from './boxes.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { meetingRow } from './meeting-row.ts';
import { closeApp, openApp } from './open-app.ts';
import { ben, lorna, personRow } from './person-row.ts';
import { show } from './show.ts';

const cai = personRow('01900000-0000-7000-8000-000000000004', 'Cai');
const dan = personRow('01900000-0000-7000-8000-000000000005', 'Dan');
const people = [ana, ben, cai, dan, lorna];
/** The day after: nobody has said anything yet. */
const tomorrow = (change: Partial<Meeting> = {}) =>
  meetingRow('01900000-0000-7000-8000-0000000000aa', {
    ...{ startsAt: '2026-11-22T14:00:00.000Z', endsAt: '2026-11-22T15:00:00.000Z', steps: [] },
    ...{ waitsFor: 'there', waitsUntil: '2026-11-22T14:15:00.000Z' },
    ...change,
  });
let socket: FakeSocket;
let app: App;
const openFor = (me: Person) => void ({ socket, app } = openApp(me, { me, people }));
/** The page of this meeting, as this person sees it. */
function openPage(me: Person, meeting: Meeting) {
  ({ socket, app } = openApp(me, { me, people, meetings: [meeting] }));
  route.params = { id: meeting.id };
  show(app, MeetingPage);
}

afterEach(() => {
  closeApp(app);
  route.params = {};
});

test.each([
  [ana, 'You are'],
  [lorna, 'The two are'],
])('a meeting that is called off on the way says why, and that the two are waited for', (me, who) => {
  const steps = [{ step: 'set-out' as const, by: ana.id, at: '2026-11-21T20:40:00.000Z' }];
  const over = { step: 'over' as const, by: ben.id, at: '2026-11-21T20:45:00.000Z' };
  openPage(me, meetingRow('m', { cancelledBecause: 'unsafe', steps: [...steps, over], waitsFor: 'home' }));
  expect(screen.getByText(`Cancelled: it is not safe. ${who} still waited for at home.`)).toBeTruthy();
});

test('who was chosen to go, and is not offered any more, is not asked', async () => {
  openFor(lorna);
  show(app, SwapPerson, { meeting: tomorrow() });
  await press(/Somebody else goes/);
  await fireEvent.change(screen.getByLabelText('Who goes instead'), { target: { value: dan.id } });
  flushSync(() =>
    socket.say('person:changed', { ...dan, version: 2, suspendedAt: '2026-11-21T21:42:00.000Z' }),
  );
  await press(/Ask them/);
  expect(socket.sent[0]?.fields).toMatchObject({ leavingId: ana.id, personId: cai.id });
});

test('nobody is asked to go for another once the meeting is to begin', () => {
  openFor(lorna);
  show(app, SwapPerson, { meeting: tomorrow() });
  expect(screen.getByRole('button', { name: 'Somebody else goes' })).toBeTruthy();
  flushSync(() => socket.welcome({ me: lorna, people, now: Date.parse('2026-11-22T14:00:00Z') }));
  expect(screen.queryByRole('button', { name: 'Somebody else goes' })).toBeNull();
});

test('a manager says that they have spoken to the two from the day of the meeting on, or once one asked for support', () => {
  openFor(lorna);
  const spoken = () => screen.queryByRole('button', { name: 'I have spoken to them' });
  const { unmount } = show(app, LookAfter, { meeting: tomorrow() });
  expect(screen.getAllByRole('link', { name: /^Ring / })).toHaveLength(2);
  expect(spoken()).toBeNull();
  flushSync(() => socket.welcome({ me: lorna, people, now: Date.parse('2026-11-22T08:00:00Z') }));
  expect(spoken()).toBeTruthy();
  unmount();

  flushSync(() => socket.welcome({ me: lorna, people }));
  const steps = [{ step: 'support' as const, by: ana.id, at: '2026-11-21T21:40:00.000Z' }];
  show(app, LookAfter, { meeting: tomorrow({ steps, waitsFor: 'support' }) });
  expect(spoken()).toBeTruthy();
});

test('what was agreed is written down only while the person is named', () => {
  const closed = meetingRow('m', { state: 'closed', waitsFor: null, waitsUntil: null });
  openPage(ana, closed);
  expect(screen.getByLabelText('What you agreed next (optional)')).toBeTruthy();
  flushSync(() => socket.say('meeting:changed', { ...closed, version: 3, knownAs: null }));
  expect(screen.queryByLabelText('What you agreed next (optional)')).toBeNull();
  expect(screen.getByRole('link', { name: /ask for a debrief/ })).toBeTruthy();
});
