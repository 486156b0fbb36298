import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import { noteCall } from '../../client/calls/commands.ts';
import NotSaved from '../../client/calls/NotSaved.svelte';
import { call as callOf21 } from './call-back-night.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { shiftRow } from './shift-row.ts';
import { show } from './show.ts';

const call = { ...callOf21, shiftId: 'tonight' };
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  ({ socket, app } = openApp(ana, { shifts: [shiftRow()], calls: [call] }));
});
afterEach(() => closeApp(app));

test('a note that is changed after it was refused is based on what was read beside it', async () => {
  void noteCall(app.live, { callId: call.id, basedOn: 1, changes: { note: 'Mine' } });
  await settled();
  const theirs = { ...call, version: 7, record: { ...call.record, note: 'Theirs' } };
  flushSync(() => socket.say('call:changed', theirs));
  socket.sent[0]!.answer({ ok: false, code: 'conflict', message: 'Your partner changed this too.' });
  await settled();
  show(app, NotSaved, { callId: call.id });
  await fireEvent.click(screen.getByRole('button', { name: 'Change mine' }));
  expect(app.calls.recordOf(app.calls.get(call.id)!).note).toBe('Mine');

  app.calls.type(app.calls.get(call.id)!, { note: 'Mine, and theirs' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(socket.sent[1]!.fields).toMatchObject({ basedOn: 7, changes: { note: 'Mine, and theirs' } });
});
