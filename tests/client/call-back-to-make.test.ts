import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { CallBack } from '#shared/call-backs';
import CallBackToMake from '../../client/call-backs/CallBackToMake.svelte';
import { eventually } from '../support/eventually.ts';
import { agreed, pageWith } from './call-back-night.ts';
import { settled } from './fake-socket.ts';

let page: ReturnType<typeof pageWith>;

/** One that has to be made now. */
function due(change: Partial<CallBack> = {}) {
  const callBack = agreed({ from: '2026-11-21T21:00:00.000Z', until: '2026-11-21T22:00:00.000Z', ...change });
  page = pageWith(callBack);
  page.show(CallBackToMake, { callBack });
}
afterEach(() => {
  cleanup();
  page.end();
});

test('a double tap on “No answer” is one try, also where the first is answered at once', async () => {
  due();
  const button = screen.getByRole('button', { name: 'No answer' });
  await fireEvent.click(button, { detail: 1 });
  await settled();
  page.socket.sent[0]!.answer({ ok: true });
  await eventually(() => expect(button.getAttribute('aria-disabled')).toBe('false'));
  await fireEvent.click(button, { detail: 2 });
  await settled();
  expect(page.socket.sent).toHaveLength(1);
  await fireEvent.click(button, { detail: 1 });
  await settled();
  expect(page.socket.sent).toHaveLength(2);
});

test('two quick presses on “Show the number” are one look', async () => {
  const look = vi.fn(() => new Promise<Response>(() => {}));
  vi.stubGlobal('fetch', look);
  due();
  const button = screen.getByRole('button', { name: 'Show the number' });
  await fireEvent.click(button);
  await fireEvent.click(button);
  expect(look).toHaveBeenCalledTimes(1);
});
