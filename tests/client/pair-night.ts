import type { Presence } from '#shared/presence';
import type { Signal } from '#shared/signals';
import { ana } from './fake-socket.ts';
import { benId } from './shift-row.ts';

/** One of the two in a shift of Ana and Ben, there and ready. */
export const presenceRow = (personId: string, change: Partial<Presence> = {}): Presence => ({
  id: `presence of ${personId}`,
  version: 1,
  shiftId: 'tonight',
  personId,
  firstName: personId === benId ? 'Ben' : 'Ana',
  joinedAt: '2026-11-21T12:00:00.000Z',
  leftAt: null,
  connected: true,
  lastHeardAt: '2026-11-21T21:42:00.000Z',
  state: 'ready',
  stateSince: '2026-11-21T21:00:00.000Z',
  feeling: null,
  backAt: null,
  offerBreak: false,
  ...change,
});

export const bothThere = [presenceRow(ana.id), presenceRow(benId)];

/** Support that Ana asks for a moment before the fake server welcomes. */
export const supportAsked = (change: Partial<Signal> = {}): Signal => ({
  id: '01900000-0000-7000-8000-000000000040',
  version: 2,
  shiftId: 'tonight',
  kind: 'support-now',
  callId: null,
  raisedBy: ana.id,
  raisedAt: '2026-11-21T21:40:00.000Z',
  receivedAt: '2026-11-21T21:40:00.000Z',
  answers: [],
  answer: null,
  answeredBy: null,
  answeredAt: null,
  loweredAt: null,
  escalatedTo: [],
  seenBy: [],
  ...change,
});
