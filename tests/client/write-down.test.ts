import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import WriteDown from '../../client/calls/WriteDown.svelte';
import { unsaved } from '../../client/shell/unsaved.svelte.ts';
import { ana } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { shiftRow } from './shift-row.ts';
import { show } from './show.ts';

let app: App;

beforeEach(() => {
  vi.spyOn(unsaved, 'leave').mockImplementation(() => {});
  ({ app } = openApp(ana, { shifts: [shiftRow()] }));
});
afterEach(() => {
  closeApp(app);
  vi.restoreAllMocks();
});

test('pressed twice before its record opens, an earlier call is written down once', async () => {
  show(app, WriteDown);
  await fireEvent.input(screen.getByLabelText('It began at'), { target: { value: '19:04' } });
  const form = document.querySelector('form')!;
  await fireEvent.submit(form);
  expect(screen.getByRole('alert').textContent).toBe('Put in when it began and when it ended.');

  await fireEvent.input(screen.getByLabelText('It ended at'), { target: { value: '19:20' } });
  await fireEvent.submit(form);
  await fireEvent.submit(form);
  expect(app.live.waiting('call:log')).toHaveLength(1);
});
