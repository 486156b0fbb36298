import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import HandOver from '../../client/handovers/HandOver.svelte';
import { evenings, pageWith } from './call-back-night.ts';
import { settled } from './fake-socket.ts';

let page: ReturnType<typeof pageWith>;
const shift = evenings[0]!;
const showIt = () => page.show(HandOver, { shift });

beforeEach(() => {
  vi.useFakeTimers();
  page = pageWith();
});
afterEach(() => {
  cleanup();
  page.end();
});

const press = async (name: string) => {
  await fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });
  await settled();
};
const write = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
/** What waits, in order. */
const given = () =>
  page.app.live.outbox.all.map(({ name, fields }) => ('words' in fields ? fields.words : name));

test('a second thing is handed over too while the first waits for a link', async () => {
  flushSync(() => page.socket.say('disconnect', 'transport close'));
  showIt();
  await write('Anything else they should know', 'The lift is broken.');
  await press('Hand over');
  const first = given();
  expect(first.slice(-2)).toEqual(['The lift is broken.', 'handover:finish']);
  await write('Something else they should know', 'The line was noisy.');
  await press('Hand this over too');
  expect(given()).toEqual([...first, 'The line was noisy.', 'handover:finish']);
  expect(page.app.drafts.some).toBe(false);
  expect(screen.queryByRole('button', { name: 'Hand this over too' })).toBeNull();
});

test('what was unticked stays so on the next screen, and after the rest was handed over', async () => {
  const tick = () => screen.getByRole<HTMLInputElement>('checkbox', { name: /^The call at 21:00/ });
  const { unmount } = showIt();
  await fireEvent.click(tick());
  expect(tick().checked).toBe(false);
  unmount();
  showIt();
  expect(tick().checked).toBe(false);
  await press('Nothing to hand over');
  expect(given()).toEqual(['handover:finish']);
  expect(tick().checked).toBe(false);
  expect(screen.queryByRole('button', { name: 'Hand this over too' })).toBeNull();
  expect(page.app.drafts.some).toBe(false);

  await fireEvent.click(tick());
  expect(tick().checked).toBe(true);
  await press('Hand this over too');
  expect(given()).toHaveLength(3);
});
