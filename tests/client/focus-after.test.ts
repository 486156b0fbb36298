import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Absence } from '#shared/absences';
import type { List } from '#shared/lists';
import type { App } from '../../client/app.ts';
import WhenICannotCome from '../../client/absences/WhenICannotCome.svelte';
import Proposal from '../../client/lists/Proposal.svelte';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna } from './person-row.ts';
import { show } from './show.ts';

const away = (id: string, change: Partial<Absence> = {}): Absence => ({
  ...{ id, version: 1, personId: ana.id, from: '2026-12-24', to: '2026-12-24', weekly: null, removed: false },
  ...change,
});
const change = {
  ...{ id: 'change', kind: 'add', slug: 'north', words: 'North', proposedBy: ana.id, needs: ['manager'] },
  proposedAt: '2026-11-21T20:00:00Z',
};
const list = { id: 'l', version: 1, list: 'boroughs', words: [], proposed: [change] } as unknown as List;
let socket: FakeSocket;
let app: App;
let main: HTMLElement;

function open(person: typeof ana, welcome: object) {
  ({ socket, app } = openApp(person, { me: person, people: [ana, lorna], ...welcome }));
  main = document.createElement('main');
  main.id = 'main';
  main.tabIndex = -1;
  document.body.append(main, document.createElement('textarea'));
}
beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') }));
afterEach(() => closeApp(app));

/** Presses a button as the keyboard does. */
async function press(name: string | RegExp) {
  const button = screen.getByRole('button', { name });
  button.focus();
  await fireEvent.click(button);
  await settled();
}
const answered = async () => {
  socket.sent.at(-1)!.answer({ ok: true });
  await settled(40);
  flushSync();
};
const elsewhere = () => document.querySelector('textarea')!;

test('what goes with its button leaves the focus on what is left, and is said', async () => {
  open(ana, { absences: [away('one'), away('two', { from: '2026-12-30', to: '2026-12-30' })] });
  show(app, WhenICannotCome);
  await press(/^Take away: .*24/);
  flushSync(() => socket.say('absence:changed', away('one', { version: 2, removed: true })));
  expect(document.activeElement).toBe(document.body);
  await answered();
  expect(document.activeElement).toBe(screen.getByRole('list', { name: 'When I cannot come' }));
  expect(app.announcer.polite).toMatch(/^Taken away: .*24/);

  await press(/^Take away: .*30/);
  const last = away('two', { version: 3, from: '2026-12-30', to: '2026-12-30', removed: true });
  flushSync(() => socket.say('absence:changed', last));
  await answered();
  expect(document.activeElement?.textContent).toBe('Nothing is written down.');
});

test.each(['where the person has gone meanwhile', 'on the page where it was lost'])(
  'an answer about a word of a list leaves the focus %s',
  async (where) => {
    open(lorna, {});
    show(app, Proposal, { list, change });
    await press(/agree|yes/i);
    const stays = where.startsWith('where');
    if (stays) elsewhere().focus();
    await answered();
    expect(document.activeElement).toBe(stays ? elsewhere() : main);
  },
);
