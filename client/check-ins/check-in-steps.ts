import type { CheckIn, CheckInAudience, Heaviness } from '#shared/check-ins';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

/** Only the last word on a shift counts, so one that has not left yet is replaced by the next. */
export const tellCheckIn = (
  live: Live,
  before: CheckIn | undefined,
  said: { shiftId: string; heaviness: Heaviness | null; sharedWith: CheckInAudience },
) =>
  live.send(
    'checkIn:tell',
    { checkInId: before?.id ?? newId(), ...said },
    { join: (waiting, next) => (waiting.shiftId === next.shiftId ? next : null) },
  );
