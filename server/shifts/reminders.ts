import { nextReminder, reminderDue, remindersOf } from '#shared/reminders';
import type { DueJob } from '../platform/live/commands/command.ts';
import { notify } from '../notifications/notify.ts';
import {
  helplinesWithReminderDue,
  knownPlacesIn,
  setNextReminders,
  shiftsToRemindOf,
} from './reminder-queries.ts';

/**
 * Tells those who have a place in a shift that it comes: the evening before, and two hours before. Whoever was told of the place, or of a
 * change to it, only after such a time has just been told, and is not told again.
 */
export const shiftsThatCome: DueJob = {
  what: 'shifts that come',
  where: helplinesWithReminderDue,
  atOnce: 10,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    const shifts = (await shiftsToRemindOf(tx, helplineId, now)).map(({ timeZone, remindAt, ...shift }) => {
      const times = remindersOf(shift.startsAt, timeZone);
      return { ...shift, due: reminderDue(times, remindAt, now), remindAt: nextReminder(times, now) };
    });
    if (shifts.length === 0) return;

    await setNextReminders(tx, shifts);
    const places = await knownPlacesIn(
      tx,
      shifts.map(({ id }) => id),
    );
    for (const { id: shiftId, startsAt: until, due } of shifts) {
      const knew = places.filter((place) => place.shiftId === shiftId && due && place.knownSince < due);
      const to = knew.map(({ personId }) => personId);
      await notify(change, { to, kind: 'next-shift', path: '/rota', shiftId, until });
    }
  },
};
