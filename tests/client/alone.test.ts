import { beforeEach, expect, test, vi } from 'vitest';
import type { Presence } from '#shared/presence';
import type { Shift } from '#shared/shifts';
import type { App } from '../../client/app.ts';
import { aloneSince } from '../../client/presence/alone.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { openApp } from './open-app.ts';
import { presenceRow } from './pair-night.ts';
import { benId as ben, shiftRow } from './shift-row.ts';

const now = Date.parse('2026-11-21T18:30:00Z');
const presence = (personId: string, change: Partial<Presence>) =>
  presenceRow(personId, {
    joinedAt: '2026-11-21T17:55:00.000Z',
    lastHeardAt: '2026-11-21T18:30:00.000Z',
    ...change,
  });
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  ({ socket, app } = openApp(ana));
  return () => vi.useRealTimers();
});

/** What Ana reads with Ben like this; null where Ben never joined. */
function since(theirs: Partial<Presence> | null, change: Partial<Shift> = {}, mine: Partial<Presence> = {}) {
  const both = [presence(ana.id, mine), ...(theirs ? [presence(ben, theirs)] : [])];
  socket.welcome({ now, shifts: [shiftRow(change)], presences: both });
  return aloneSince(app);
}

test('with both there, or the partner out of reach for less than five minutes, nobody is alone', () => {
  expect(since({})).toBeNull();
  expect(since({ connected: false, lastHeardAt: '2026-11-21T18:26:00.000Z' })).toBeNull();
});

test('alone since the partner went home, or since the partner was last heard five minutes ago and more', () => {
  expect(since({ leftAt: '2026-11-21T18:15:00.000Z' })).toBe('2026-11-21T18:15:00.000Z');
  expect(since({ connected: false, lastHeardAt: '2026-11-21T18:20:00.000Z' })).toBe(
    '2026-11-21T18:20:00.000Z',
  );
});

test('alone since the start where the partner never came, or nobody has the second place; not before the start', () => {
  expect(since(null)).toBe('2026-11-21T18:00:00.000Z');
  expect(since(null, { places: shiftRow().places.slice(0, 1) })).toBe('2026-11-21T18:00:00.000Z');
  expect(since(null, { startsAt: '2026-11-21T18:45:00.000Z' })).toBeNull();
});

test('whoever came later is alone since then, and whoever has not joined or has lost the link reads nothing of it', () => {
  expect(since(null, {}, { joinedAt: '2026-11-21T18:20:00.000Z' })).toBe('2026-11-21T18:20:00.000Z');
  expect(since(null, {}, { leftAt: '2026-11-21T18:20:00.000Z' })).toBeNull();
  since(null);
  socket.say('disconnect', 'transport close');
  expect(aloneSince(app)).toBeNull();
});
