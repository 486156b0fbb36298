import type { CheckIn, CheckInAudience, Heaviness } from '#shared/check-ins';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

/** Only the latest answer for a shift counts, so one that has not been sent is replaced by the next. */
export const tellCheckIn = (
  live: Live,
  before: CheckIn | undefined,
  answer: { shiftId: string; heaviness: Heaviness | null; sharedWith: CheckInAudience },
) =>
  live.send(
    'checkIn:tell',
    { checkInId: before?.id ?? newId(), ...answer },
    { join: (waiting, next) => (waiting.shiftId === next.shiftId ? next : null) },
  );
