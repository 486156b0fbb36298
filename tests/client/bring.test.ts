import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Gathering } from '#shared/gatherings';
import type { ToBring } from '#shared/to-bring';
import type { App } from '../../client/app.ts';
import BringHere from '../../client/to-bring/BringHere.svelte';
import ToBringList from '../../client/to-bring/ToBringList.svelte';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { show } from './show.ts';

const line = (id: string, words: string): ToBring => ({
  ...{ id, version: 1, personId: ana.id, words, about: null, gatheringId: null, lineId: null },
  ...{ at: '2026-11-21T21:00:00.000Z', removed: false },
});
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  ({ socket, app } = openApp(ana, {
    people: [ana],
    toBring: [line('a', 'The rota'), line('b', 'The phone')],
  }));
});
afterEach(() => closeApp(app));

const goOffline = () => flushSync(() => socket.say('disconnect', 'transport close'));
const press = async (name: string) => {
  await fireEvent.click(screen.getByRole('button', { name }));
  await settled();
};
const given = () => app.live.outbox.all.map(({ fields }) => fields);

test('two lines are brought while the first is on its way, each once', async () => {
  goOffline();
  show(app, BringHere, { gathering: { id: 'g', kind: 'team' } as Gathering });
  for (const words of ['The rota', 'The phone', 'The rota']) await press(`Bring it: ${words}`);
  expect(given()).toMatchObject([{ toBringId: 'a' }, { toBringId: 'b' }]);
});

test('a second thing is put on the list while the first waits, which stands there already', async () => {
  goOffline();
  show(app, ToBringList);
  const field = screen.getByLabelText<HTMLTextAreaElement>('Something to bring');
  for (const words of ['Water', 'Bread']) {
    await fireEvent.input(field, { target: { value: words } });
    for (let pressed = 0; pressed < 2; pressed += 1) await press('Put it on my list');
    expect(screen.getByText(words, { selector: 'li' })).toBeTruthy();
  }
  expect(given()).toMatchObject([{ words: 'Water' }, { words: 'Bread' }]);
});

test('what is refused stays in the field, with the reason', async () => {
  show(app, ToBringList);
  const field = screen.getByLabelText<HTMLTextAreaElement>('Something to bring');
  await fireEvent.input(field, { target: { value: 'Water' } });
  await press('Put it on my list');
  socket.sent[0]!.answer({ ok: false, code: 'conflict', message: 'The list is full.' });
  await settled(24);
  flushSync();
  expect(screen.getByRole('alert').textContent).toBe('The list is full.');
  expect(field.value).toBe('Water');
});
