import { beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import { setPresence } from '../../client/presence/commands.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { openApp } from './open-app.ts';
import { bothThere, presenceRow } from './pair-night.ts';
import { benId as ben, shiftRow } from './shift-row.ts';

const now = Date.parse('2026-11-21T21:42:10Z');

const tonight = shiftRow({ startsAt: '2026-11-21T12:00:00Z', endsAt: '2026-11-22T00:00:00Z' });
const lastNight = shiftRow({
  id: 'last night',
  startsAt: '2026-11-20T18:00:00Z',
  endsAt: '2026-11-21T10:00:00Z',
});
const later = shiftRow({ id: 'later', startsAt: '2026-11-24T18:00:00Z', endsAt: '2026-11-25T00:00:00Z' });
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  ({ socket, app } = openApp(ana));
});

test('the shift that is on comes before the one still open for its records', () => {
  socket.welcome({ now, shifts: [lastNight, tonight, later] });
  expect(app.tonight.shift?.id).toBe('tonight');
  expect(app.tonight.next?.id).toBe('later');
  expect(app.tonight.joined).toBe(false);

  socket.welcome({ now, shifts: [lastNight, later] });
  expect(app.tonight.shift?.id).toBe('last night');
  expect(app.tonight.phase).toBe('over');
});

test('joined, each half says how that one is; what I say of myself shows before it is confirmed', () => {
  socket.welcome({
    now,
    shifts: [tonight],
    presences: [presenceRow(ana.id), presenceRow(ben, { state: 'writing-up' })],
  });
  expect(app.tonight.on).toBe(true);
  expect(app.tonight.partner?.firstName).toBe('Ben');
  expect(app.tonight.theirStatus).toMatchObject({ state: 'writing-up' });

  void setPresence(app.live, 'taking-a-break');
  expect(app.tonight.myStatus).toMatchObject({ state: 'taking-a-break' });
});

test('a call I have just started puts me on a call, and its end leaves it in my hand to be written up', () => {
  socket.welcome({ now, shifts: [tonight], presences: bothThere });
  void app.calls.start('tonight', ana.id);
  expect(app.tonight.myStatus).toMatchObject({ state: 'on-a-call', since: '2026-11-21T21:42:10.000Z' });

  const call = app.tonight.inHand!;
  app.tonight.writingUp = call.id;
  void app.calls.end(call.id);
  expect(app.tonight.myCall).toBeUndefined();
  expect(app.tonight.inHand).toMatchObject({ id: call.id, state: 'writing-up' });
});

test('somebody I may not know the name of stays unnamed', () => {
  socket.welcome({ now, shifts: [tonight] });
  expect([ana.id, ben, 'somebody else'].map((id) => app.nameOf(id))).toEqual(['You', 'Ben', 'Somebody']);
});
