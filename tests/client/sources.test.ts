import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Source } from '#shared/sources';
import type { App } from '../../client/app.ts';
import KeepSource from '../../client/sources/KeepSource.svelte';
import ReadState from '../../client/sources/ReadState.svelte';
import TakeTogether from '../../client/sources/TakeTogether.svelte';
import { eventually } from '../support/eventually.ts';
import { type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna } from './person-row.ts';
import { show } from './show.ts';

const sourceWith = (change: Partial<Source> = {}): Source => ({
  ...{ id: 's', version: 1, name: 'The council', address: 'https://council.example/orp', areas: [] },
  ...{ isWeekly: false, addedBy: lorna.id, addedAt: '2026-11-20T12:00:00Z', dueAt: null, reads: 1 },
  ...{ lastRead: null, trouble: null, removedAt: null },
  waiting: { new: 250, changed: 0, gone: 0, unreadable: 0, kinds: {} },
  ...change,
});
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') });
  ({ socket, app } = openApp(lorna, { me: lorna, people: [lorna] }));
});
afterEach(() => closeApp(app));

const press = async (name: string) => {
  await fireEvent.click(screen.getByRole('button', { name }));
  await settled();
};
const answer = async (at: number, refusal?: string) => {
  socket.sent[at]!.answer(refusal ? { ok: false, code: 'conflict', message: refusal } : { ok: true });
  await settled(40);
  flushSync();
};

test('taking all of them stops after the hundred that is on its way, once it is stopped', async () => {
  const ondecided = vi.fn();
  const props = { what: 'new', kind: null, ondecided };
  const { rerender } = show(app, TakeTogether, { ...props, source: sourceWith() });
  const left = (count: number) => {
    const source = sourceWith({ waiting: { ...sourceWith().waiting, new: count } });
    return rerender({ props: { props: { ...props, source } } } as never);
  };
  await press('Take all 250…');
  await press('Take 250');
  await left(150);
  await answer(0);
  expect(socket.sent).toHaveLength(2);
  await press('Stop here');
  await left(50);
  await answer(1);
  expect(socket.sent.map(({ name }) => name)).toEqual(['source:takeNew', 'source:takeNew']);
  expect(ondecided).toHaveBeenCalledOnce();

  await press('Take all 50…');
  await press('Take 50');
  expect(socket.sent).toHaveLength(3);
});

test('a file that could not be sent can be chosen again', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  show(app, ReadState, { source: sourceWith({ address: null }) });
  const input = screen.getByLabelText<HTMLInputElement>('The next file');
  const emptied = vi.spyOn(input, 'value', 'set');
  await fireEvent.change(input, { target: { files: [new File(['{}'], 'services.json')] } });
  await eventually(() => expect(screen.getByRole('alert').textContent).toContain('Try again'));
  expect(emptied).toHaveBeenLastCalledWith('');
});

test('every week is sent and shown as ticked while the areas are on their way, and as it is once refused', async () => {
  show(app, KeepSource, { source: sourceWith() });
  const weekly = screen.getByRole<HTMLInputElement>('checkbox', { hidden: true });
  const areas = screen.getByLabelText('Only these areas');
  await fireEvent.input(areas, { target: { value: 'Lambeth' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Save and read it again', hidden: true }));
  await fireEvent.click(weekly);
  await settled();
  expect(app.live.waiting('source:change').map(({ fields }) => fields)).toEqual([
    { sourceId: 's', areas: ['Lambeth'] },
    { sourceId: 's', isWeekly: true },
  ]);
  expect(weekly.checked).toBe(true);
  await answer(0);
  await answer(1, 'This list was removed.');
  expect(screen.getByRole('alert', { hidden: true }).textContent).toBe('This list was removed.');
  expect(weekly.checked).toBe(false);
});

test('a list is removed once that was asked, and the focus is on what changes nothing', async () => {
  show(app, KeepSource, { source: sourceWith() });
  const find = (name: string) => screen.getByRole('button', { name, hidden: true });
  await fireEvent.click(find('Remove this list…'));
  await eventually(() => expect(document.activeElement).toBe(find('Keep it')));
  await fireEvent.click(find('Keep it'));
  await eventually(() => expect(document.activeElement).toBe(find('Remove this list…')));
  expect(socket.sent).toEqual([]);

  await fireEvent.click(find('Remove this list…'));
  await settled();
  await fireEvent.click(find('Remove this list'));
  await settled();
  expect(socket.sent.map(({ name }) => name)).toEqual(['source:remove']);
});
