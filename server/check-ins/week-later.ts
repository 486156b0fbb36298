import { Temporal } from 'temporal-polyfill';
import { notify } from '../notifications/notify.ts';
import type { DueJob } from '../platform/live/commands/command.ts';
import { helplinesToAskAgain, takeThoseToAskAgain } from './week-later-queries.ts';

/** The wall time at which people are asked: late enough to wake nobody who worked the night before. */
const lateMorning = '11:00';

/** Late in the morning of the seventh day after the one on which the shift began. */
export function aWeekAfter(startsAt: Date, timeZone: string): Date {
  const day = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const asked = day.add({ days: 7 }).toPlainDateTime(lateMorning).toZonedDateTime(timeZone);
  return new Date(asked.epochMilliseconds);
}

/** Asks those who wanted it, once, how a heavy night is with them a week later. Nobody else learns of it. */
export const askedAWeekLater: DueJob = {
  what: 'heavy nights to ask about a week later',
  where: helplinesToAskAgain,
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, version, now, announce } = change;
    for (const checkIn of await takeThoseToAskAgain(tx, helplineId, version, now)) {
      announce('checkIn:changed', checkIn);
      const path = `/week-later/${checkIn.shiftId}`;
      await notify(change, { to: [checkIn.personId], kind: 'week-later', path });
    }
  },
};
