import type { Permission } from '#shared/permission';
import { windsDownMinutesAfter } from '#shared/shifts';
import type { JoinedShift } from '#shared/viewer';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';

/** Checks a permission that needs a joined shift, and returns that shift. */
export function permitOnShift(context: Context, permission: Permission & { onShift: true }): JoinedShift {
  permit(context, permission);
  return context.actor.joined!;
}

/** The same, and refuses `conflict` if at that time the shift had been over for longer than a late call may run. */
export function permitWhileOn(
  context: Context,
  permission: Permission & { onShift: true },
  at = context.now,
): JoinedShift {
  const shift = permitOnShift(context, permission);
  const over = shift.endsAt.getTime() + windsDownMinutesAfter * 60_000;
  refuseUnless(at.getTime() <= over, 'conflict', 'This shift is over. You can still finish your records.');
  return shift;
}
