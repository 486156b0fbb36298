import { access } from '#shared/access';
import type { Shift } from '#shared/shifts';
import type { CopiedPlace, weekCopyCommands } from '#shared/week-copy';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { changeShifts, keepForUndo } from './changes.ts';
import type { ShiftReactions } from './placing.ts';
import { weekCopyOf } from './week-copies.ts';

export const weekHandlers = (reactions: ShiftReactions): Handlers<keyof typeof weekCopyCommands> => ({
  async 'shift:copyWeek'({ changeId, from, to }, context) {
    const { tx, helplineId, now } = context;
    permit(context, access['shift:copyWeek']);
    const copy = await weekCopyOf(tx, helplineId, { from, to }, { reactions, now });
    refuseUnless(copy, 'malformed', 'Choose two different weeks. A week begins on a Monday.');
    refuseUnless(copy.copied.length > 0, 'conflict', 'There is nobody to copy into this week.');

    const placedAt = now.toISOString();
    const changes = [...byShift(copy.copied)].map(([shift, copied]) => {
      const places = [...shift.places, ...copied.map((one) => ({ ...one, placedAt }))].map(
        ({ place, personId, placedAt }) => ({ place, personId, placedAt }),
      );
      return { shift, becomes: { places } };
    });
    const changed = await changeShifts(context, reactions, changes);
    await keepForUndo(context, { id: changeId, kind: 'copied', changed });
    await recordAudit(context, 'week-copied', helplineId);
  },
});

function byShift(copied: CopiedPlace[]): Map<Shift, CopiedPlace[]> {
  const found = new Map<Shift, CopiedPlace[]>();
  for (const one of copied) found.set(one.shift, [...(found.get(one.shift) ?? []), one]);
  return found;
}
