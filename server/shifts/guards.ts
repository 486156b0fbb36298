import { windsDownMinutesAfter } from '#shared/shifts';
import type { JoinedShift } from '#shared/viewer';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';

/** The shift in which the actor works at that time: joined, and not over for longer than a late call may run. */
export function refuseUnlessOnShift({ actor, now }: Context, at = now): JoinedShift {
  const shift = actor.joined;
  refuseUnless(shift, 'conflict', 'Join your shift first. Then this can start.');
  const over = shift.endsAt.getTime() + windsDownMinutesAfter * 60_000;
  refuseUnless(at.getTime() <= over, 'conflict', 'This shift is over. You can still finish your records.');
  return shift;
}
