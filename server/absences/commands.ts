import { access } from '#shared/access';
import { mostAbsences, type Absence, type absenceCommands } from '#shared/absences';
import { isAwayDuring } from '#shared/away';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt, wallTimesOf } from '../helpline/wall-clock.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { placedShiftsOf } from '../shifts/placed-queries.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { tellManagers } from '../shifts/tell-managers.ts';
import { absenceById, countAbsences, insertAbsence, removeAbsence } from './queries.ts';

export const absenceHandlers: Handlers<keyof typeof absenceCommands> = {
  async 'absence:add'({ absenceId: id, from, to, weekly = null }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['absence:add']);
    refuseUnless(
      to === null || from <= to,
      'conflict',
      'The last day is before the first. Choose a later last day.',
    );
    refuseUnless(to !== null || weekly !== null, 'conflict', 'Say which is the last day.');
    const { timeZone } = await helplineById(tx, helplineId);
    const today = wallClockAt(now, timeZone).day;
    refuseUnless(to === null || to >= today, 'conflict', 'These days are over already.');
    refuseUnless(
      (await countAbsences(tx, actor.id, today)) < mostAbsences,
      'conflict',
      'That is as much as can be saved here. Take something away first.',
    );

    const days = { fromDay: from, toDay: to, weekly };
    const added = await insertAbsence(tx, { id, helplineId, version, personId: actor.id, ...days });
    announce('absence:changed', added);
    await tellOfPlacesIn(context, added, timeZone);
  },

  async 'absence:remove'({ absenceId }, context) {
    const { tx, version, helplineId, now, announce } = context;
    const absence = permit(context, access['absence:remove'], await absenceById(tx, helplineId, absenceId));
    if (absence.removed) return;

    announce('absence:changed', await removeAbsence(tx, absenceId, { version, removedAt: now }));
  },
};

/** Notifies the managers of shifts in which the person has a place on these days. */
async function tellOfPlacesIn(context: Context, absence: Absence, timeZone: string): Promise<void> {
  const { actor, tx, helplineId, now } = context;
  const placed = await placedShiftsOf(tx, [actor.id], { from: now });
  const touched = placed.filter((shift) => isAwayDuring([absence], wallTimesOf(shift, timeZone)));
  const shifts = await shiftsByIds(
    tx,
    helplineId,
    touched.map(({ id }) => id),
  );
  await tellManagers(
    context,
    shifts.map((shift) => ({ shift, except: [actor.id] })),
  );
}
