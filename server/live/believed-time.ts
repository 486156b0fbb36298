import { takesCalls } from '#shared/rota';
import type { JoinedShift } from '../command.ts';

/**
 * The time at which a command happened. What the sender says is believed while the shift they have joined takes calls;
 * anything else, and anything in the future, is replaced by the time of receipt.
 */
export function believedTime(said: Date | null, joined: JoinedShift | null, now: Date): Date {
  if (!said || !joined) return now;
  const { from, to } = takesCalls({ startsAt: joined.startsAt.getTime(), endsAt: joined.endsAt.getTime() });
  const isInside = said.getTime() >= from && said.getTime() <= Math.min(to, now.getTime());
  return isInside ? said : now;
}
