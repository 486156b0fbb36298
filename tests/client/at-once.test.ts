import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import ComingIn from '../../client/check-ins/ComingIn.svelte';
import WhoSees from '../../client/check-ins/WhoSees.svelte';
import LanguageChoice from '../../client/language/LanguageChoice.svelte';
import RotaChoiceList from '../../client/shifts/RotaChoiceList.svelte';
import ChooseOneList from '../../client/ui/ChooseOneList.svelte';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { personRow } from './person-row.ts';
import { show } from './show.ts';

let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') });
  // A phone, or a laptop at 200 %.
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: true }));
  ({ socket, app } = openApp(ana));
  const managers = ['Lorna', 'Idris'].map((name) => personRow(name, name, { roles: ['manager'] }));
  flushSync(() => socket.welcome({ people: managers }));
});
afterEach(() => closeApp(app));

const button = (name: string) => screen.getByRole('button', { name });
const press = (name: string) => fireEvent.click(button(name));
const pressed = (name: string) => button(name).getAttribute('aria-pressed');

/** Arrow keys choose every radio button on their way. Buttons they leave alone. */
const expectButtons = () => expect(screen.queryAllByRole('radio')).toEqual([]);

test('who sees a word for the night is said by one press, and by none that is on the way to it', async () => {
  const onchoose = vi.fn();
  show(app, WhoSees, { partner: 'Ben', chosen: 'nobody', onchoose });
  expectButtons();
  expect(['Only me', 'Ben'].map(pressed)).toEqual(['true', 'false']);
  await press('Only me');
  await press('The managers: Idris and Lorna');
  expect(onchoose.mock.calls).toEqual([['managers']]);
});

test('each word for how one comes in can be reached, and the one that is pressed is sent', async () => {
  show(app, ComingIn, { shift: { id: 's' } });
  expectButtons();
  for (const words of ['Rested', 'All right', 'A lot on my mind', 'Low'])
    expect(pressed(words)).toBe('false');
  await press('Tired');
  await settled();
  expect(socket.sent.map(({ name, fields }) => [name, fields.said])).toEqual([['checkIn:tell', 'tired']]);
  expect(screen.getByText('You came in: tired. Only you see it.')).toBeTruthy();
});

test('a list in a dialog waits for a press, which chooses and closes it', async () => {
  const [onchoose, ondone] = [vi.fn(), vi.fn()];
  const options = { now: '999 now', later: 'Before the next shift', none: 'None' };
  show(app, ChooseOneList, { label: 'Who?', options, chosen: null, onchoose, ondone, words: 'Choose' });
  expectButtons();
  await press('None');
  expect(onchoose.mock.calls).toEqual([['none']]);
  expect(ondone).toHaveBeenCalledOnce();
});

test('a place on the rota is filled by the person who is pressed', async () => {
  const ondone = vi.fn();
  const options = { ben: 'Ben', mina: 'Mina', grace: 'Grace' };
  show(app, RotaChoiceList, {
    label: 'First place',
    options,
    chosen: 'ben',
    words: 'Ben',
    gap: false,
    ondone,
  });
  expectButtons();
  expect(['Ben', 'Mina'].map(pressed)).toEqual(['true', 'false']);
  await press('Grace');
  expect(ondone.mock.calls).toEqual([['grace']]);
});

test('the page is loaded in another language by a press alone', () => {
  show(app, LanguageChoice);
  expectButtons();
  expect(['English', 'Cymraeg'].map(pressed)).toEqual(['true', 'false']);
});
