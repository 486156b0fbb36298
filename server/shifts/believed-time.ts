import { takesCalls } from '#shared/shifts';
import type { JoinedShift } from '#shared/viewer';

/**
 * The time at which a command happened. The sender's time is accepted within the hours in which their shift takes calls;
 * any other time, and any in the future, is replaced by the time of receipt.
 */
export function believedTime(saidAt: Date | null, joined: JoinedShift | null, now: Date): Date {
  if (!saidAt || !joined) return now;
  const { from, to } = takesCalls({ startsAt: joined.startsAt.getTime(), endsAt: joined.endsAt.getTime() });
  const isInside = saidAt.getTime() >= from && saidAt.getTime() <= Math.min(to, now.getTime());
  return isInside ? saidAt : now;
}
