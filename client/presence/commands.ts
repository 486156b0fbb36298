import type { Feeling, OwnState } from '#shared/presence';
import type { Live } from '../live/live.svelte.ts';
import { askedAt } from '../live/waiting.ts';

export const joinShift = (live: Live, shiftId: string) => live.send('presence:join', { shiftId });

/** A refusal is kept, since the page may be closed before it comes. */
export const leaveShift = (live: Live, shiftId: string) =>
  live.send('presence:leave', { shiftId }, askedAt(`leave-${shiftId}`));

/** Only the latest state counts, so one that has not been sent is replaced by the next. `backAt` is an ISO string. */
export const setPresence = (
  live: Live,
  state: OwnState,
  feeling: Feeling | null = null,
  backAt: string | null = null,
) =>
  live.send(
    'presence:set',
    { state, feeling, ...(backAt && { backAt }) },
    { join: (_waiting, next) => next },
  );
