import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Gathering } from '#shared/gatherings';
import type { HandoverLine } from '#shared/handovers';
import type { Shift } from '#shared/shifts';
import type { Step } from '#shared/steps';
import type { App } from '../../client/app.ts';
import Answer from '../../client/gatherings/Answer.svelte';
import HandedOver from '../../client/handovers/HandedOver.svelte';
import WhatFor from '../../client/notifications/WhatFor.svelte';
import Rota from '../../client/shifts/Rota.svelte';
import RotaOnCall from '../../client/shifts/RotaOnCall.svelte';
import RotaPlace from '../../client/shifts/RotaPlace.svelte';
// What the rota fetches when a list is opened.
import '../../client/shifts/RotaChoiceList.svelte';
import SharedWithMe from '../../client/steps/SharedWithMe.svelte';
import { eventually } from '../support/eventually.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { personRow } from './person-row.ts';
import { show } from './show.ts';

const manager = { ...ana, roles: ['manager' as const] };
const lorna = personRow('lorna', 'Lorna', { roles: ['manager'] });
const idris = personRow('idris', 'Idris', { roles: ['manager'] });
const [ben, cara] = [personRow('ben', 'Ben'), personRow('cara', 'Cara')];
const shift: Shift = {
  ...{ id: 's', version: 1, covered: false, places: [], managerId: null, nextManagerId: null },
  ...{ startsAt: '2026-11-25T18:00:00.000Z', endsAt: '2026-11-26T00:00:00.000Z' },
};
const people = [manager, lorna, idris, ben, cara];
const refused = (message: string) => ({ ok: false, code: 'conflict', message }) as const;

let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  // A phone, on which a list is a dialog.
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: true }));
  ({ socket, app } = openApp(manager));
});
afterEach(() => closeApp(app));

const begin = (rows: object = {}) =>
  flushSync(() => socket.welcome({ me: manager, people, shifts: [shift], ...rows }));
const goOffline = () => flushSync(() => socket.say('disconnect', 'transport close'));
const press = async (name: string | RegExp) => {
  await fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });
  await settled();
};
/** What waits or is on its way, in order. */
const given = () => app.live.outbox.all.map(({ name, fields }) => ({ name, ...fields }));
const answer = async (reply: Parameters<(typeof socket.sent)[0]['answer']>[0]) => {
  socket.sent.at(-1)!.answer(reply);
  await settled(24);
  flushSync();
};
const alerts = () => screen.queryAllByRole('alert').map(({ textContent }) => textContent.trim());

const line = (id: string): HandoverLine => ({
  ...{ id, version: 1, shiftId: 's', kind: 'keep-in-mind', words: `Line ${id}`, callId: null, by: ana.id },
  ...{ sentAt: '2026-11-21T21:40:00.000Z', droppedAt: null, toIds: [], askedBy: null },
  ...{ question: null, answer: null },
});

test('two lines that are taken out without a link both go, each once', async () => {
  begin({ handoverLines: [line('b'), line('a')] });
  goOffline();
  show(app, HandedOver, { shift, next2: 'the next two' });
  await press('Take out: Line a');
  await press('Take out: Line b');
  await press('Take out: Line b');
  expect(given()).toEqual([
    { name: 'handover:drop', lineId: 'a' },
    { name: 'handover:drop', lineId: 'b' },
  ]);
});

test('two boxes ticked at once both stay ticked, and the refusal of the first is read', async () => {
  begin();
  show(app, WhatFor, { canEmail: true });
  const group = screen.getByRole('group', { name: 'Somebody is alone on a shift that is on' });
  const boxes = [...group.querySelectorAll('input')];
  const before = boxes.map(({ checked }) => checked);
  for (const box of boxes) await fireEvent.click(box);
  await settled();
  expect(boxes.map(({ checked }) => checked)).toEqual(before.map((on) => !on));
  expect(given().map((one) => Object.keys(one)[1])).toEqual(['pushKinds', 'emailKinds']);
  await answer(refused('This cannot be chosen.'));
  expect(alerts()).toEqual(['This cannot be chosen.']);
  await answer({ ok: true });
  expect(alerts()).toEqual(['This cannot be chosen.']);
  await fireEvent.click(boxes[0]!);
  expect(alerts()).toEqual([]);
});

test('two who ask for a reference are both answered, and an answer can be changed before it is sent', async () => {
  const asks = (id: string, personId: string): Step => ({
    ...{ id, version: 1, personId, kind: 'reference', words: '', at: '2026-11-21T21:00:00.000Z' },
    ...{ copyOf: null, withId: ana.id, answer: null, removed: false },
  });
  begin();
  goOffline();
  show(app, SharedWithMe, { shared: [asks('1', 'ben'), asks('2', 'cara')] });
  const [yes, notNow] = ['Yes', 'Not now'].map((name) => screen.getAllByRole('button', { name }));
  for (const button of [yes![0]!, yes![0]!, notNow![1]!, notNow![0]!]) await fireEvent.click(button);
  expect(given()).toEqual([
    { name: 'step:answer', stepId: '1', answer: 'yes' },
    { name: 'step:answer', stepId: '2', answer: 'not-now' },
    { name: 'step:answer', stepId: '1', answer: 'not-now' },
  ]);
  expect(notNow!.map((button) => button.getAttribute('aria-pressed'))).toEqual(['true', 'true']);
  expect(yes!.map((button) => button.getAttribute('aria-pressed'))).toEqual(['false', 'false']);
});

test('whether one comes can be changed before it is sent', async () => {
  const gathering = { id: 'g', kind: 'team', state: 'planned', ledBy: 'lorna', withId: null };
  begin();
  goOffline();
  show(app, Answer, {
    gathering: {
      ...gathering,
      comingIds: [],
      cannotIds: [],
      startsAt: shift.startsAt,
    } as unknown as Gathering,
  });
  await press('I come');
  await press('I cannot');
  expect(given()).toHaveLength(2);
});

/** Chooses a name from a list of the rota. */
async function choose(list: RegExp, name: string) {
  await press(list);
  await eventually(() => screen.getByRole('button', { name, hidden: true }));
  await fireEvent.click(screen.getByRole('button', { name, hidden: true }));
  await settled();
}

test('a place is corrected while the first choice waits, and what is corrected is what was shown', async () => {
  begin();
  goOffline();
  show(app, RotaPlace, { shift, place: 1, mayChange: true });
  await choose(/First place/, 'Ben');
  await choose(/^Ben\. First place/, 'Cara');
  expect(given()).toMatchObject([
    { personId: 'ben', basedOn: null },
    { personId: 'cara', basedOn: 'ben' },
  ]);
  begin();
  await settled();
  await answer({ ok: true });
  await answer(refused('They are already on a shift at that time.'));
  expect(alerts()).toEqual(['Cara is not in this place. They are already on a shift at that time.']);
  await press('Put Cara here');
  expect(given()).toMatchObject([{ personId: 'cara', basedOn: null }]);
});

test('a place that is given despite a short rest is given once, however often that is pressed', async () => {
  const before: Shift = {
    ...{ ...shift, id: 'before', startsAt: '2026-11-25T06:00:00.000Z', endsAt: '2026-11-25T12:00:00.000Z' },
    places: [{ place: 1, personId: 'cara', firstName: 'Cara', here: false, placedAt: '', phone: null }],
  };
  begin({ helplines: [{ ...app.people.helpline, id: 'h', restHours: 11 }], shifts: [before, shift] });
  show(app, RotaPlace, { shift, place: 1, mayChange: true });
  await choose(/First place/, 'Cara, only six hours of rest');
  await fireEvent.input(screen.getByLabelText(/Why it has to be Cara/), {
    target: { value: 'Nobody else.' },
  });
  await press('Put Cara here all the same');
  await press('Put Cara here all the same');
  expect(given()).toMatchObject([{ personId: 'cara', words: 'Nobody else.' }]);
  await answer({ ok: true });
  expect(given()).toEqual([]);
  expect(app.drafts.some).toBe(false);
});

test('a short rest does not hide that a running shift ends at once, and the words for one are not put to another', async () => {
  const had = (place: 1 | 2, personId: string, firstName: string, here = false) => ({
    ...{ place, personId, firstName, here, placedAt: '', phone: null },
  });
  const before: Shift = {
    ...{ ...shift, id: 'before', startsAt: '2026-11-25T06:00:00.000Z', endsAt: '2026-11-25T12:00:00.000Z' },
    places: [had(1, 'cara', 'Cara'), had(2, 'dan', 'Dan')],
  };
  const running = { ...shift, places: [had(1, 'ben', 'Ben', true)] };
  begin({
    ...{ people: [...people, personRow('dan', 'Dan')], shifts: [before, running] },
    helplines: [{ ...app.people.helpline, id: 'h', restHours: 11 }],
  });
  show(app, RotaPlace, { shift: running, place: 1, mayChange: true });
  await choose(/First place/, 'Cara, only six hours of rest');
  screen.getByText(/^Ben is in this shift now\. It ends for them at once/);
  await fireEvent.input(screen.getByLabelText(/Why it has to be Cara/), {
    target: { value: 'Nobody else.' },
  });
  await choose(/First place/, 'Dan, only six hours of rest');
  screen.getByText(/^Ben is in this shift now\. It ends for them at once/);
  const box = screen.getByLabelText<HTMLTextAreaElement>(/Why it has to be Dan/);
  expect(box.value).toBe('');
  await fireEvent.input(box, { target: { value: 'Cara is ill.' } });
  await press('Put Dan here all the same');
  expect(given()).toMatchObject([{ personId: 'dan', words: 'Cara is ill.' }]);
});

test('who is on call is corrected while the first choice waits, and what is corrected is what was shown', async () => {
  begin();
  goOffline();
  show(app, RotaOnCall, { shift, mayChange: true });
  await choose(/Manager on call/, 'Lorna');
  await choose(/Next manager/, 'Idris');
  const [nobody, first] = [
    { managerId: null, nextManagerId: null },
    { managerId: 'lorna', nextManagerId: null },
  ];
  expect(given()).toMatchObject([
    { ...first, basedOn: nobody },
    { managerId: 'lorna', nextManagerId: 'idris', basedOn: first },
  ]);
});

test('who is on call is not overwritten where another manager changed it while the list was open', async () => {
  begin();
  show(app, Rota);
  await press(/Manager on call/);
  await eventually(() => screen.getByRole('button', { name: 'Lorna', hidden: true }));
  flushSync(() => socket.say('shift:changed', { ...shift, version: 2, managerId: 'idris' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Lorna', hidden: true }));
  await settled();
  const [nobody, chosen] = [
    { managerId: null, nextManagerId: null },
    { managerId: 'lorna', nextManagerId: null },
  ];
  expect(given()).toMatchObject([{ ...chosen, basedOn: nobody }]);
  await answer(refused('Another manager has changed who is on call meanwhile.'));
  await press('Make it Lorna, then nobody yet');
  expect(given()).toMatchObject([{ ...chosen, basedOn: { managerId: 'idris', nextManagerId: null } }]);
});
