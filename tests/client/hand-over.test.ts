import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HandoverLine } from '#shared/handovers';
import HandOver from '../../client/handovers/HandOver.svelte';
import NotAccepted from '../../client/shell/NotAccepted.svelte';
import { call, evenings, pageWith } from './call-back-night.ts';
import { ana, settled } from './fake-socket.ts';

let page: ReturnType<typeof pageWith>;
const shift = evenings[0]!;
const showIt = () => page.show(HandOver, { shift });

beforeEach(() => {
  vi.useFakeTimers();
  page = pageWith();
  answered = 0;
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

/** How many of the commands have been answered. */
let answered: number;
/** Answers those that wait for it; `refused`: the names of those that are refused. */
async function answer(refused: string[] = []) {
  await settled(40);
  for (; answered < page.socket.sent.length; answered++) {
    const { name, answer } = page.socket.sent[answered]!;
    if (refused.includes(name)) answer({ ok: false, code: 'conflict', message: 'This shift is not yours.' });
    else answer({ ok: true });
    await settled(40);
  }
  flushSync();
}

test('a handover that is refused after its page was closed is said with its words, and offered again', async () => {
  page.show(NotAccepted, {});
  const { unmount } = showIt();
  flushSync(() => page.socket.say('disconnect', 'transport close'));
  await press('Hand over');
  unmount();
  page.welcome();
  await answer(['handover:line', 'handover:finish']);
  expect(screen.getByText('A line of your handover was not saved.')).toBeTruthy();
  expect(screen.getByText(/^You wrote: The call at 21:00/)).toBeTruthy();
  expect(screen.getByText('Something of your handover was not saved.')).toBeTruthy();

  showIt();
  await press('Hand over');
  await answer();
  expect(screen.queryByText(/was not saved/)).toBeNull();
});

const line = (change: Partial<HandoverLine>): HandoverLine => ({
  ...{ id: 'line', version: 2, shiftId: shift.id, kind: 'keep-in-mind', words: 'The call at 21:00.' },
  ...{ callId: call.id, by: ana.id, sentAt: '2026-11-21T21:41:00.000Z', droppedAt: null },
  ...{ question: null, askedBy: null, answer: null, toIds: [] },
  ...change,
});
const finished = {
  ...{ id: 'handover', version: 2, shiftId: shift.id, shiftStartsAt: shift.startsAt, toIds: [] },
  ...{ toShiftId: evenings[1]!.id, toStartsAt: evenings[1]!.startsAt, acceptedBy: null, acceptedAt: null },
  ...{ finishedBy: ana.id, finishedAt: '2026-11-21T21:41:00.000Z' },
};

test('what is taken out of the handover is offered again, and does not go with the next press', async () => {
  flushSync(() => {
    page.socket.say('handover:changed', finished);
    page.socket.say('handoverLine:changed', line({}));
  });
  showIt();
  expect(screen.queryByRole('checkbox')).toBeNull();
  await press('Take out: The call at 21:00.');
  expect(page.socket.sent.map(({ name }) => name)).toEqual(['handover:drop']);
  flushSync(() =>
    page.socket.say(
      'handoverLine:changed',
      line({ version: 3, words: '', droppedAt: '2026-11-21T21:42:00.000Z' }),
    ),
  );
  await answer();
  const tick = screen.getByRole<HTMLInputElement>('checkbox', { name: /^The call at 21:00/ });
  expect(tick.checked).toBe(false);
  expect(screen.queryByRole('button', { name: 'Hand this over too' })).toBeNull();
});

test('a line that was stored and never went out is said, and goes with the next press or is taken out', async () => {
  const words = 'The side door sticks.';
  const unsent = line({ words, callId: null, sentAt: null });
  flushSync(() => {
    page.socket.say('handover:changed', { ...finished, finishedBy: 'ben' });
    page.socket.say('handoverLine:changed', unsent);
  });
  showIt();
  expect(screen.getByText('Saved, but not sent to the next two.')).toBeTruthy();
  await press(`Take out: ${words}`);
  expect(page.socket.sent.map(({ name }) => name)).toEqual(['handover:drop']);
  await answer(['handover:drop']);
  await press('Hand this over too');
  expect(screen.queryByText('Saved, but not sent to the next two.')).toBeNull();
  flushSync(() =>
    page.socket.say('handoverLine:changed', { ...unsent, version: 3, sentAt: '2026-11-21T21:42:00.000Z' }),
  );
  await answer();
  expect(page.socket.sent.at(-1)?.name).toBe('handover:finish');
  expect(screen.queryByText('Saved, but not sent to the next two.')).toBeNull();
  expect(screen.getByText(words)).toBeTruthy();
});
