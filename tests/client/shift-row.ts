import type { Place, Shift } from '#shared/shifts';
import { ana } from './fake-socket.ts';

/** Ana's shift partner. */
export const benId = '01900000-0000-7000-8000-000000000002';

const placeRow = (place: 1 | 2, personId: string, firstName: string): Place => ({
  place,
  personId,
  firstName,
  here: true,
  placedAt: '2026-11-01T12:00:00.000Z',
  phone: null,
});

/** A shift of Ana and Ben, on the evening on which the fake server welcomes. */
export const shiftRow = (change: Partial<Shift> = {}): Shift => ({
  id: 'tonight',
  version: 1,
  startsAt: '2026-11-21T18:00:00.000Z',
  endsAt: '2026-11-22T00:00:00.000Z',
  covered: true,
  places: [placeRow(1, ana.id, 'Ana'), placeRow(2, benId, 'Ben')],
  managerId: null,
  nextManagerId: null,
  ...change,
});
