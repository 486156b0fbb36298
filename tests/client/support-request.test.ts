import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import DeskSupportRequest from '../../client/desk/DeskSupportRequest.svelte';
import NeedSupport from '../../client/signals/NeedSupport.svelte';
import MySupportRequest from '../../client/signals/MySupportRequest.svelte';
import PartnerNeedsSupport from '../../client/signals/PartnerNeedsSupport.svelte';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { presenceRow, supportAsked } from './pair-night.ts';
import { personRow } from './person-row.ts';
import { benId as ben, shiftRow } from './shift-row.ts';
import { show } from './show.ts';

const now = Date.parse('2026-11-21T21:42:10Z');
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers({ now });
  ({ socket, app } = openApp(ana));
});
afterEach(() => {
  closeApp(app);
  Reflect.deleteProperty(document, 'visibilityState');
});

function turnTo(visibilityState: DocumentVisibilityState) {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibilityState });
  flushSync(() => document.dispatchEvent(new Event('visibilitychange')));
}

test.each([
  ['the partner', PartnerNeedsSupport],
  ['a manager', DeskSupportRequest],
])('%s has seen a request that came in a hidden tab once the tab is in front', async (_whose, shown) => {
  flushSync(() => socket.welcome({ now, people: [personRow(ben, 'Ben')] }));
  turnTo('hidden');
  const signal = supportAsked({ raisedBy: ben });
  show(app, shown, { signal });
  await settled();
  expect(socket.sent).toEqual([]);
  turnTo('visible');
  await settled();
  expect(socket.sent.map(({ name, fields }) => [name, fields.signalId])).toEqual([
    ['signal:seen', signal.id],
  ]);
  turnTo('hidden');
  turnTo('visible');
  await settled();
  expect(socket.sent).toHaveLength(1);
});

test('a promise to come is announced once, and the seconds until then are only shown', () => {
  const at = '2026-11-21T21:42:00Z';
  const answer = 'five-minutes';
  const promised = { answers: [{ by: ben, answer, at }], answer, answeredBy: ben, answeredAt: at } as const;
  flushSync(() =>
    socket.welcome({
      now,
      shifts: [shiftRow()],
      signals: [supportAsked({ ...promised, answers: [...promised.answers] })],
    }),
  );
  show(app, MySupportRequest, { ringsBelow: true });
  const status = screen.getByRole('status');
  const announced = () => {
    const copy = status.cloneNode(true) as HTMLElement;
    for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  expect(status.textContent).toContain('Ben comes in five minutes, at 21:47. 4:50 to go.');
  const before = announced();
  expect(before).toContain('Ben comes in five minutes, at 21:47.');
  flushSync(() => vi.advanceTimersByTime(3_000));
  expect(status.textContent).toMatch(/21:47\. 4:4[78] to go\./);
  expect(announced()).toBe(before);
});

test.each([
  ['nobody has answered', {}, false],
  [
    'somebody said a while ago that they cannot',
    { answer: 'cannot', answeredAt: '2026-11-21T19:00:00Z' },
    false,
  ],
  ['somebody came nine minutes ago', { answer: 'with-you', answeredAt: '2026-11-21T21:33:10Z' }, false],
  ['somebody came two hours ago', { answer: 'with-you', answeredAt: '2026-11-21T19:42:10Z' }, true],
] as const)(
  'while %s, a press asks for support anew only where it would be heard',
  async (_, change, anew) => {
    const signals = [supportAsked({ ...change, raisedAt: '2026-11-21T18:59:00Z' })];
    flushSync(() => socket.welcome({ now, shifts: [shiftRow()], signals }));
    show(app, NeedSupport);
    const button = screen.getByRole('button');
    expect(button.textContent).toBe(anew ? 'I need support now' : 'You asked for support');
    await fireEvent.click(button, { detail: 1 });
    await fireEvent.click(button, { detail: 1 });
    await settled();
    expect(socket.sent.map(({ name }) => name)).toEqual(anew ? ['signal:raise'] : []);
  },
);

test.each([
  ['has not joined yet', []],
  ['has left', [presenceRow(ben, { leftAt: '2026-11-21T17:35:00.000Z' })]],
  ['is not connected', [presenceRow(ben, { connected: false })]],
])('shortly before the shift, a partner who %s is not said to have been told', (_how, theirs) => {
  const before = Date.parse('2026-11-21T17:40:00.000Z');
  const signals = [supportAsked({ raisedAt: '2026-11-21T17:39:00.000Z' })];
  const presences = [presenceRow(ana.id), ...theirs];
  flushSync(() => socket.welcome({ now: before, shifts: [shiftRow()], presences, signals }));
  show(app, MySupportRequest, { ringsBelow: false });
  expect(screen.getByRole('status').textContent).toContain('Ben is not there: ring.');
});

test('with nobody in the second place, nobody is said to have been told; a partner who is there has been', () => {
  const welcome = { signals: [supportAsked()], presences: [presenceRow(ana.id), presenceRow(ben)] };
  show(app, MySupportRequest, { ringsBelow: false });
  flushSync(() => socket.welcome({ ...welcome, shifts: [shiftRow()] }));
  expect(screen.getByRole('status').textContent).toContain('Ben has been told.');
  const alone = shiftRow({ places: shiftRow().places.slice(0, 1) });
  flushSync(() => socket.welcome({ ...welcome, shifts: [alone] }));
  expect(screen.getByRole('status').textContent).toContain('You are on your own: ring.');
});
