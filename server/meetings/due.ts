import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { change, endMeeting } from './changing.ts';
import {
  countMeeting,
  eraseDetails,
  helplinesWithLapsedMeetings,
  helplinesWithMeetingsToErase,
  idsWithoutEnd,
  lapsedMeetingIds,
} from './due-queries.ts';
import { watchSilence } from './escalation.ts';
import { countIfHeld } from './held.ts';
import { meetingsByIds, soonest } from './queries.ts';

/** A proposal that nobody has allowed by its start does not take place. */
export const lapsedMeetings: DueJob = {
  what: 'meetings that nobody allowed in time',
  where: helplinesWithLapsedMeetings,
  atOnce: 20,
  async carryOut(one) {
    const ids = await lapsedMeetingIds(one.tx, one.helplineId, one.now);
    for (const meeting of await meetingsByIds(one.tx, ids))
      await endMeeting(one, meeting, { state: 'lapsed' });
  },
};

/**
 * Erases the place, the times and the name of a meeting 48 hours after its end. A meeting whose end nobody reported is closed first, which
 * also ends its escalation. Its month and borough are counted.
 */
export const meetingDetails: DueJob = {
  what: 'details of meetings that are over',
  where: helplinesWithMeetingsToErase,
  atOnce: 20,
  async carryOut(one) {
    const { tx, helplineId, version, now, announce } = one;
    await closeWithoutEnd(one);
    const { timeZone } = await helplineById(tx, helplineId);
    const erased = await eraseDetails(tx, helplineId, { now, version });
    for (const { tookPlaceAt, borough } of erased) {
      if (tookPlaceAt === null) continue;
      const month = wallClockAt(tookPlaceAt, timeZone).day.slice(0, 7);
      await countMeeting(tx, { helplineId, month, borough });
    }
    const ids = erased.map(({ id }) => id);
    for (const meeting of await meetingsByIds(tx, ids)) announce('meeting:changed', meeting);
  },
};

async function closeWithoutEnd(one: Change): Promise<void> {
  for (const meeting of await meetingsByIds(one.tx, await idsWithoutEnd(one.tx, one.helplineId, one.now))) {
    const over = { state: 'closed' as const, closedAt: one.now, eraseAt: soonest(one.now) };
    await watchSilence(one, meeting, await change(one, meeting, over));
    await countIfHeld(one, meeting);
  }
}
