import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Reply } from '#shared/refusals';
import type { App } from '../../client/app.ts';
import RespondTo from '../../client/calls/RespondTo.svelte';
import AskForDebrief from '../../client/debriefs/AskForDebrief.svelte';
import { raiseFlag } from '../../client/flags/commands.ts';
import FlagCall from '../../client/flags/FlagCall.svelte';
import DialogAlarm from '../../client/shell/DialogAlarm.svelte';
import NotAccepted from '../../client/shell/NotAccepted.svelte';
import MySupportRequest from '../../client/signals/MySupportRequest.svelte';
import Wordless from '../../client/signals/Wordless.svelte';
import NeedSupport from '../../client/signals/NeedSupport.svelte';
import { call as callOf21 } from './call-back-night.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { bothThere } from './pair-night.ts';
import { lorna as manager } from './person-row.ts';
import { shiftRow } from './shift-row.ts';
import { show } from './show.ts';

const lorna = { ...manager, phone: '020 7946 0000' };
const shift = shiftRow({ managerId: lorna.id });
const call = { ...callOf21, shiftId: shift.id };
const notOn: Reply = {
  ok: false,
  code: 'conflict',
  message: 'You are not in the shift now, so nobody was told.',
};
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

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const press = async (name: string | RegExp) => {
  await fireEvent.click(button(name), { detail: 1 });
  await settled();
};
async function answer(reply: Reply) {
  socket.sent.at(-1)!.answer(reply);
  await settled();
}

test('support asked for without a link and then refused is said, with whom to ring, until it is taken out', async () => {
  show(app, NeedSupport);
  show(app, MySupportRequest, { ringsBelow: false });
  show(app, NotAccepted);
  socket.say('disconnect', 'transport close');
  await press('I need support now');
  expect(screen.getByText(/It goes out by itself once you/)).toBeTruthy();
  const meanwhile = { ...shift, places: shift.places.slice(1) };
  socket.welcome({ people: [ana, lorna], shifts: [meanwhile] });
  await settled();
  await answer(notOn);
  const alert = screen.getByRole('alert').textContent;
  expect(alert).toMatch(/This request for support did not go out\.\s*You are not in the shift now/);
  expect(button('I need support now').getAttribute('aria-pressed')).toBe('false');
  await press('Take it out');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('support that was refused is said in a dialog too, and a second press puts the new request in its place', async () => {
  show(app, DialogAlarm);
  await press('I need support now');
  await answer(notOn);
  expect(screen.getByText('This request for support did not go out.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Ring Lorna, 020 7946 0000' })).toBeTruthy();
  await press('I need support now');
  expect(screen.queryByText('This request for support did not go out.')).toBeNull();
  expect(button('You asked for support')).toBeTruthy();
  await answer(notOn);
  await press('Try again');
  expect(socket.sent).toHaveLength(3);
  await answer({ ok: true });
  expect(app.live.outbox.all).toEqual([]);
});

test('a quick ask that is refused is said, until it is asked for again', async () => {
  show(app, NotAccepted);
  show(app, Wordless);
  await press('Sit with me');
  await answer(notOn);
  expect(screen.getByRole('alert').textContent).toContain(
    'What you asked your partner for was not saved. You are not in the shift now, so nobody was told.',
  );
  expect(button('Sit with me').getAttribute('aria-pressed')).toBe('false');
  await press('Sit with me');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(socket.sent).toHaveLength(2);
});

test('support that was taken back while it was on its way is not said to be refused', async () => {
  show(app, NotAccepted);
  show(app, NeedSupport);
  show(app, MySupportRequest, { ringsBelow: false });
  await press('I need support now');
  await press('Undo');
  await answer(notOn);
  await answer({ ok: false, code: 'not-found', message: 'This is not here.' });
  expect(app.live.outbox.all).toEqual([]);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a debrief without a note that is refused once its dialog is closed is said on the page', async () => {
  show(app, NotAccepted);
  const { unmount } = show(app, AskForDebrief, { onclose: () => {} });
  socket.say('disconnect', 'transport close');
  await press('Before I finish tonight');
  unmount();
  socket.welcome({ people: [ana, lorna], shifts: [shift], presences: bothThere });
  await settled();
  const message = 'The person you named is not here any more. Choose somebody else.';
  await answer({ ok: false, code: 'not-found', message });
  expect(screen.getByRole('alert').textContent).toContain(message);

  show(app, AskForDebrief, { onclose: () => {} });
  await press('Before I finish tonight');
  await answer({ ok: true });
  expect(app.live.outbox.all).toEqual([]);
});

test('a flag without a note that is refused is said, and what it is about is not shown as written', async () => {
  show(app, NotAccepted);
  void raiseFlag(app.live, call.id, 'safeguarding', '', 'flag');
  await settled();
  await answer({ ok: false, code: 'not-yours', message: 'Only the two on the shift can flag its calls.' });
  const alert = screen.getByRole('alert').textContent;
  expect(alert).toContain('A flag was not saved. Only the two on the shift can flag its calls.');
  expect(alert).not.toContain('safeguarding');
});

test.each([
  ['debrief', AskForDebrief, 'Before I finish tonight'],
  ['flag', FlagCall, 'Raise the flag'],
])(
  'the words of a message stand once in a %s that is sent again after a refusal',
  async (what, shown, send) => {
    show(app, shown, { call, quote: 'He rang again.', onclose: () => {} });
    if (what === 'flag') await fireEvent.click(screen.getAllByRole('radio')[0]!);
    await fireEvent.click(screen.getByRole('checkbox', { name: /Put the words of this message in it/ }));
    await press(send);
    await answer(notOn);
    await press(send);
    expect(socket.sent.map(({ fields }) => fields.note)).toEqual(['“He rang again.”', '“He rang again.”']);
  },
);

test('a manager who could not be told of a call is said on any page, and can be told again', async () => {
  show(app, NotAccepted);
  const { unmount } = show(app, RespondTo, { call, response: '999-now' });
  await press('Tell Lorna now');
  unmount();
  await answer({ ok: false, code: 'not-found', message: 'A call this is about is not open to you.' });
  expect(screen.getByRole('alert').textContent).toContain('A call this is about is not open to you.');
  show(app, RespondTo, { call, response: '999-now' });
  await press('Tell Lorna now');
  expect(socket.sent).toHaveLength(2);
  expect(screen.queryByRole('alert')).toBeNull();
});
