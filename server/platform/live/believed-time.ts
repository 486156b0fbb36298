import { takesCalls } from '#shared/shifts';
import type { JoinedShift } from './commands/command.ts';

/**
 * The time at which a command happened. What the sender says is believed while the shift they have joined takes calls;
 * anything else, and anything in the future, is replaced by the time of receipt.
 */
export function believedTime(publishing: Date | null, joined: JoinedShift | null, now: Date): Date {
  if (!publishing || !joined) return now;
  const { from, to } = takesCalls({ startsAt: joined.startsAt.getTime(), endsAt: joined.endsAt.getTime() });
  const isInside = publishing.getTime() >= from && publishing.getTime() <= Math.min(to, now.getTime());
  return isInside ? publishing : now;
}
