import { goesToMeeting } from '#shared/meeting-rules';
import type { Meeting } from '#shared/meetings';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import { notify } from '../notifications/notify.ts';
import { peopleWhoAre } from '../people/queries.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { onCallOrderOf } from '../shifts/on-call.ts';
import { shiftOnAt } from '../shifts/queries.ts';

export const pathOf = ({ id }: Pick<Meeting, 'id'>) => `/meetings/${id}`;

/** Notifies these people, without the one who did it, that something about the meeting is new. */
export async function tellAbout(
  change: Change & { actor?: { id: string } | null },
  meeting: Meeting,
  to: (string | null)[],
): Promise<void> {
  const others = to.filter((id) => id !== null && id !== change.actor?.id);
  await notify(change, { to: others as string[], kind: 'meeting', path: pathOf(meeting) });
}

/** Cancels what the two and the managers were to be told about silence that has ended. */
export const stopAsking = (change: Change, meeting: Meeting) =>
  cancelNotifications(change, pathOf(meeting), ['meeting-now']);

/** The managers who are asked about it, in their order: the one on call for it, those on call for the shift that is on, and the others. */
export async function managersFor(change: Change, meeting: Pick<Meeting, 'onCallId' | 'withIds'>) {
  const { tx, helplineId, now } = change;
  const shift = await shiftOnAt(tx, helplineId, now);
  return onCallOrderOf(tx, helplineId, shift, { named: meeting.onCallId, except: meeting.withIds });
}

/** Resyncs the managers who could see a proposal and may not see what became of it. */
export async function hideFromOthers(change: Change, meeting: Meeting): Promise<void> {
  const managers = await peopleWhoAre(change.tx, change.helplineId, 'manager');
  for (const { id } of managers)
    if (!meeting.managerIds.includes(id) && !goesToMeeting({ id }, meeting)) change.resync(id);
}
