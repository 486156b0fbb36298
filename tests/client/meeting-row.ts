import type { Meeting } from '#shared/meetings';
import { ana } from './fake-socket.ts';
import { ben, lorna } from './person-row.ts';

/** A meeting of Ana and Ben that is on, with Lorna on call; its end is waited for. */
export const meetingRow = (id: string, change: Partial<Meeting> = {}): Meeting => ({
  id,
  version: 2,
  state: 'allowed',
  seriesId: null,
  proposedBy: ana.id,
  withIds: [ana.id, ben.id],
  agreedIds: [ana.id, ben.id],
  startsAt: '2026-11-21T21:00:00Z',
  endsAt: '2026-11-21T22:00:00Z',
  placeId: null,
  knownAs: 'Sam',
  wordForTrouble: null,
  borough: 'Leeds',
  decidedBy: lorna.id,
  decidedWords: null,
  onCallId: lorna.id,
  people: [ana, ben, lorna].map(({ id, firstName }) => ({ id, firstName, phone: '020 7946 0000' })),
  steps: [ana.id, ben.id].map((by) => ({ step: 'there', by, at: '2026-11-21T21:02:00Z' })),
  waitsFor: 'over',
  waitsUntil: '2026-11-21T22:42:10Z',
  askAgainAt: null,
  reached: [],
  managerIds: [lorna.id],
  cancelledBecause: null,
  agreedNext: null,
  closedAt: null,
  ...change,
});
