import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet, flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { Person } from '#shared/people';
import { App } from '../../client/app.ts';
import { keepNumbers } from '../../client/card/tonights-numbers.ts';
import CardBody from '../../client/card/CardBody.svelte';
import ReadyPhrases from '../../client/messages/ReadyPhrases.svelte';
import Story from '../../client/my-requests/Story.svelte';
import { whomToRing } from '../../client/people/whom-to-ring.ts';
import { linksFor } from '../../client/shell/navigation.ts';
import MyMenu from '../../client/shell/MyMenu.svelte';
import MenuList from '../../client/ui/MenuList.svelte';
import DoneList from '../../client/steps/DoneList.svelte';
import { show } from './show.ts';
import WithShell from './WithShell.svelte';
import { ana, FakeSocket } from './fake-socket.ts';
import { personRow } from './person-row.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

/** A list of which two entries read the same is shown as it is: a key that stands twice would end the page. */
const texts = (role: string) => screen.getAllByRole(role).map(({ textContent }) => textContent.trim());

function openApp(people: Person[] = []) {
  const socket = new FakeSocket();
  const app = new App(socket.asLive, { person: ana, trial: false });
  flushSync(() => socket.welcome({ me: ana, people }));
  return app;
}

/** The names of whom to ring, without a partner, when a request has reached these managers. */
function toRing({ tonight, people }: App, escalatedTo: string[], managerId?: string) {
  const alone = { partner: undefined, shift: managerId && { managerId } };
  const asked = { mySignals: [{ escalatedTo }], theirSignals: [] };
  return whomToRing({ tonight: { ...tonight, ...alone, ...asked }, people } as never).map(({ name }) => name);
}

test('the numbers kept for the card may be the same for two people', () => {
  const kept = ['Lorna', 'Idris'].map((name) => ({ name, phone: '020 7946 0000' }));
  keepNumbers({ until: 8.64e15, people: kept });
  show(openApp(), CardBody, {});
  expect(texts('link')).toEqual(
    expect.arrayContaining(['Ring Lorna, 020 7946 0000', 'Ring Idris, 020 7946 0000']),
  );
});

test('of two managers with one phone, only the first is there to ring', () => {
  const phone = '020 7946 0000';
  const app = openApp(['Lorna', 'Idris'].map((name) => personRow(name, name, { roles: ['manager'], phone })));
  expect(toRing(app, ['Lorna', 'Idris'])).toEqual(['Idris']);
});

test('of the managers who were reached those with a number are there to ring, and else the one on call', () => {
  const numbers = { Lorna: '020 7946 0000', Idris: null, Sam: null, Kit: '020 7946 0001' };
  const managers = Object.entries(numbers).map(([name, phone]) =>
    personRow(name, name, { roles: ['manager'], phone }),
  );
  const app = openApp(managers);
  expect(toRing(app, ['Lorna', 'Idris', 'Sam'], 'Kit')).toEqual(['Lorna']);
  expect(toRing(app, ['Idris', 'Sam'], 'Kit')).toEqual(['Kit']);
});

test('a ready phrase may be written down twice', () => {
  show(openApp(), ReadyPhrases, {
    own: ['Thank you', 'Thank you'],
    covered: false,
    onsay() {},
    oncover() {},
  });
  expect(texts('button').filter((words) => words === 'Thank you')).toHaveLength(2);
});

test('a ready phrase that is pressed twice by one double click is said once', async () => {
  const said: string[] = [];
  const onsay = (words: string) => void said.push(words);
  show(openApp(), ReadyPhrases, { own: ['Thank you'], covered: false, onsay, oncover() {} });
  for (const name of ['Can I talk something over?', 'Thank you'])
    for (const detail of [1, 2]) await fireEvent.click(screen.getByRole('button', { name }), { detail });
  expect(said).toEqual(['Can I talk something over?', 'Thank you']);
});

test('two managers of one first name may be asked at the same moment', () => {
  const step = { at: '2026-11-21T21:00:00Z', words: 'It has come to Sam too.' };
  show(openApp(), Story, { title: 'A debrief', over: false, steps: [step, step] });
  expect(texts('listitem')).toHaveLength(2);
});

test('two one-to-ones with one manager may be on one day', () => {
  const line = '21 November: with Lorna';
  show(openApp(), DoneList, { done: { shifts: [], courses: [], gatherings: [line, line] } });
  expect(texts('listitem')).toEqual([line, line]);
});

test('the menu of a supporter who is a manager too opens on a phone during a shift, with each page once', async () => {
  vi.stubGlobal('matchMedia', () => new EventTarget());
  const props = { links: linksFor(['supporter', 'manager']) };
  render(WithShell, { props: { app: openApp(), shown: MyMenu, props } } as never);
  await fireEvent.click(screen.getByRole('button'));
  const entries = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent.trim());
  expect(entries).toContain('Sign out');
  expect(entries.filter((words) => words === 'Reports')).toHaveLength(1);
  expect(new Set(entries).size).toBe(entries.length);
});

test('an open menu stays as it was opened', async () => {
  const said = createRawSnippet(() => ({ render: () => '<span>Ana</span>' }));
  const entry = (words: string) => ({ words, press() {} });
  const props = { said, label: 'Ana', ondone() {}, entries: [entry('Sign out')] };
  const { rerender } = render(MenuList, { props });
  const item = await screen.findByRole('menuitem', { name: 'Sign out' });
  await rerender({ ...props, entries: [entry('Leave the shift'), entry('Sign out')] });
  expect(item.textContent.trim()).toBe('Sign out');
  expect(screen.queryByRole('menuitem', { name: 'Leave the shift' })).toBeNull();
});
