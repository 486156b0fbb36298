import { opensMinutesBefore, windsDownMinutesAfter } from '#shared/rota';
import type { JoinedShift } from '../command.ts';

const minute = 60_000;

/**
 * The time at which a command happened. What the sender says is believed while the shift they have joined is open for calls;
 * anything else, and anything in the future, is replaced by the time of receipt.
 */
export function believedTime(said: Date | null, joined: JoinedShift | null, now: Date): Date {
  if (!said || !joined) return now;
  const from = joined.startsAt.getTime() - opensMinutesBefore * minute;
  const to = Math.min(now.getTime(), joined.endsAt.getTime() + windsDownMinutesAfter * minute);
  return said.getTime() >= from && said.getTime() <= to ? said : now;
}
