import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import TakeOver from '../../client/calls/TakeOver.svelte';
import TakeOverDialog from '../../client/calls/TakeOverDialog.svelte';
import PartnerAsks from '../../client/signals/PartnerAsks.svelte';
import { call as callOf21 } from './call-back-night.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { bothThere, supportAsked } from './pair-night.ts';
import { benId, shiftRow } from './shift-row.ts';
import { show } from './show.ts';

const call = { ...callOf21, shiftId: 'tonight', assignedTo: benId };
const asksMe = supportAsked({ raisedBy: benId, seenBy: [{ by: ana.id, at: '2026-11-21T21:41:00.000Z' }] });
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('matchMedia', () => new EventTarget());
  ({ socket, app } = openApp(ana, { shifts: [shiftRow()], presences: bothThere }));
});
afterEach(() => {
  closeApp(app);
  vi.useRealTimers();
});

const press = async (name: string) => {
  await fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });
  await settled();
};
const cut = () => socket.say('disconnect', 'transport close');

test('a call that is taken over without a link is said to wait, and a second press sends nothing more', async () => {
  const onclose = vi.fn();
  show(app, TakeOverDialog, { call, onclose });
  cut();
  await press('Take it over');
  expect(screen.getByText(/^Saved here, not sent yet\./)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Take it over' }).getAttribute('aria-disabled')).toBe('true');
  await press('Take it over');
  expect(app.live.waiting('call:takeOver')).toHaveLength(1);
  socket.welcome({ shifts: [shiftRow()], presences: bothThere });
  await settled();
  socket.sent[0]!.answer({ ok: false, code: 'conflict', message: 'This call is closed.' });
  await settled();
  expect(screen.getByRole('alert').textContent).toBe('This call is closed.');
  expect(onclose).not.toHaveBeenCalled();
  await press('Take it over');
  socket.sent[1]!.answer({ ok: true });
  await settled();
  expect(onclose).toHaveBeenCalledOnce();
});

test('in a list of calls each button says which call it takes over', () => {
  show(app, TakeOver, { call });
  expect(screen.getByRole('button', { name: 'Take over the call at 21:00' }).textContent).toBe('Take over');
});

test('an answer to a call for support shows at once, whether it is sent, and what else can be said', async () => {
  show(app, PartnerAsks);
  socket.say('signal:changed', asksMe);
  await settled();
  await press('With you');
  expect(screen.getByText('You answered: With you')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'With you' })).toBeNull();
  expect(screen.queryByText(/Saved here, not sent yet\./)).toBeNull();
  cut();
  await settled();
  expect(screen.getByText(/Saved here, not sent yet\./)).toBeTruthy();
  await press('In five minutes');
  expect(screen.getByText('You answered: In five minutes')).toBeTruthy();
  expect(app.live.waiting('signal:answer').map(({ fields }) => fields.answer)).toEqual([
    'with-you',
    'five-minutes',
  ]);
});

test.each([
  ['a call for support', 'support-now', 'With you'],
  ['a quick ask', 'take-the-next-one', 'I’ll take it'],
] as const)(
  'who answers %s by the keyboard is on the page afterwards, not before it',
  async (_what, kind, name) => {
    const main = document.body.appendChild(Object.assign(document.createElement('main'), { id: 'main' }));
    main.tabIndex = -1;
    show(app, PartnerAsks);
    socket.say('signal:changed', { ...asksMe, kind });
    await settled();
    screen.getByRole('button', { name }).focus();
    await press(name);
    expect(document.activeElement).toBe(main);
    main.remove();
  },
);

test('a quick ask that is answered without a link shows the answer in place of the buttons until it has arrived', async () => {
  show(app, PartnerAsks);
  const asks = { ...asksMe, kind: 'take-the-next-one' as const };
  socket.say('signal:changed', asks);
  await settled();
  cut();
  await press('I’ll take it');
  expect(screen.getByText('You answered: I’ll take it')).toBeTruthy();
  expect(screen.getByText(/Saved here, not sent yet\./)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'In five minutes' })).toBeNull();
  socket.welcome({ shifts: [shiftRow()], presences: bothThere, signals: [asks] });
  await settled();
  socket.sent[0]!.answer({ ok: false, code: 'conflict', message: 'This has been taken back.' });
  await settled();
  expect(screen.getByRole('button', { name: 'I’ll take it' })).toBeTruthy();
});
