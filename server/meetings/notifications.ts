import { dayOf, goesToMeeting } from '#shared/meeting-rules';
import type { Meeting, MeetingState } from '#shared/meetings';
import type { MeetingUpdateKind } from '#shared/updates';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import { notify } from '../notifications/notify.ts';
import { peopleWhoAre } from '../people/queries.ts';
import type { ByWhom, Change } from '../platform/live/commands/command.ts';
import { onCallOrderOf } from '../shifts/on-call.ts';
import { shiftOnAt } from '../shifts/queries.ts';
import { tellAboutMeeting } from '../updates/tell.ts';

export const pathOf = ({ id }: Pick<Meeting, 'id'>) => `/meetings/${id}`;

const doesNotTakePlace: Partial<Record<MeetingState, MeetingUpdateKind>> = {
  refused: 'meeting-refused',
  lapsed: 'meeting-lapsed',
  cancelled: 'meeting-cancelled',
};

type Told = {
  /** On the day of the meeting it does not wait for the end of their quiet hours. */
  atOnce?: string[];
  /** What those who were to go also read on whichever page they are, on its day at once. Left out: that it does not take place, where that is so. */
  kind?: MeetingUpdateKind;
};

/** Notifies these people, without the one who did it, that something about the meeting is new. */
export async function tellAbout(
  change: ByWhom,
  meeting: Meeting,
  to: string[],
  { atOnce = [], kind = doesNotTakePlace[meeting.state] }: Told = {},
): Promise<void> {
  const others = to.filter((id) => id !== change.actor?.id);
  const going = meeting.withIds.filter((id) => others.includes(id));
  const now = isItsDay(change, meeting)
    ? others.filter((id) => atOnce.includes(id) || (kind && going.includes(id)))
    : [];
  const path = pathOf(meeting);
  await notify(change, { to: now, kind: 'meeting-now', path, onCall: now });
  await notify(change, { to: others.filter((id) => !now.includes(id)), kind: 'meeting', path });
  if (kind) await tellAboutMeeting(change, { to: going, kind, by: change.actor?.id ?? null });
}

/** Tells somebody in whose place another goes, on its day at once, and on whichever page they are. They may not see the meeting any more. */
export async function tellLeft(change: ByWhom, meeting: Meeting, personId: string): Promise<void> {
  const by = change.actor?.id ?? null;
  if (personId === by) return;
  const to = [personId];
  const kind = isItsDay(change, meeting) ? 'meeting-now' : 'meeting';
  await notify(change, { to, kind, path: '/meetings', onCall: to });
  await tellAboutMeeting(change, { to, kind: 'meeting-without-you', by });
}

const isItsDay = ({ now }: Change, meeting: Meeting) => meeting.startsAt !== null && dayOf(meeting) <= now;

/** Cancels what the two and the managers were to be told about silence that has ended. */
export const stopAsking = (change: Change, meeting: Meeting) =>
  cancelNotifications(change, pathOf(meeting), ['meeting-now']);

/** The managers who are asked about it, in their order: the one on call for it, those on call for the shift that is on, and the others. */
export async function managersFor(change: Change, meeting: Pick<Meeting, 'onCallId' | 'withIds'>) {
  const { tx, helplineId, now } = change;
  const shift = await shiftOnAt(tx, helplineId, now);
  const asking = { named: meeting.onCallId, onlyManagers: true, except: meeting.withIds };
  return onCallOrderOf(tx, helplineId, shift, asking);
}

/** Resyncs the managers who could see a proposal and may not see what became of it. */
export async function hideFromOthers(change: Change, meeting: Meeting): Promise<void> {
  const managers = await peopleWhoAre(change.tx, change.helplineId, 'manager');
  for (const { id } of managers)
    if (!meeting.managerIds.includes(id) && !goesToMeeting({ id }, meeting)) change.resync(id);
}
