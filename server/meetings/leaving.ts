import { isUnderWay } from '#shared/meeting-rules';
import { notify } from '../notifications/notify.ts';
import type { ByWhom, Change } from '../platform/live/commands/command.ts';
import { change, endMeeting } from './changing.ts';
import { meetingsLookedAfterBy, openMeetingsOf, touchMeetingsOf } from './queries.ts';
import { managersFor, pathOf, tellAbout } from './notifications.ts';

/**
 * Somebody who is suspended, or is no supporter any more, goes to no meeting: it is cancelled, and the other and the managers are told.
 * If they are out already, silence is watched as before, and the managers are told at once.
 */
export async function leaveMeetings(context: ByWhom, personId: string): Promise<void> {
  for (const meeting of await openMeetingsOf(context.tx, personId)) {
    const { inTurn, first } = await managersFor(context, meeting);
    if (isUnderWay(meeting)) {
      const to = [...new Set([...meeting.managerIds, ...first])];
      await notify(context, { to, kind: 'meeting-now', path: pathOf(meeting), onCall: inTurn });
      continue;
    }
    await endMeeting(context, meeting, { state: 'cancelled', cancelledBecause: 'we', leavingId: personId });
  }
}

/** A manager who is on call for meetings cannot be any more: the next manager is, and the two and the next are told. */
export async function passMeetingsOn(context: ByWhom, managerId: string): Promise<void> {
  for (const meeting of await meetingsLookedAfterBy(context.tx, managerId)) {
    const [next] = (await managersFor(context, { ...meeting, onCallId: null })).inTurn;
    if (next === undefined) continue;
    const managerIds = [...new Set([...meeting.managerIds, next])];
    const passed = await change(context, meeting, { onCallId: next, managerIds });
    context.announce('meeting:changed', passed);
    const told = [...meeting.withIds, next];
    await tellAbout(context, passed, told, { atOnce: told });
  }
}

/** A number has changed: announces the meetings in which it is read. */
export async function announceNumberIn({ tx, version, announce }: Change, personId: string): Promise<void> {
  for (const meeting of await touchMeetingsOf(tx, personId, version)) announce('meeting:changed', meeting);
}
