import { goesToMeeting } from '#shared/meeting-rules';
import { meetingDetailsHours, type CancelReason, type Meeting } from '#shared/meetings';
import { isA } from '#shared/viewer';
import { personById } from '../people/queries.ts';
import type { ByWhom, Change } from '../platform/live/commands/command.ts';
import { watchSilence } from './escalation.ts';
import { changeMeeting, soonest, type MeetingChange } from './queries.ts';
import { hideFromOthers, tellAbout } from './notifications.ts';

type Changes = Omit<MeetingChange, 'version'>;

export const change = (
  { tx, helplineId, version }: Change,
  { id }: Pick<Meeting, 'id'>,
  changes: Changes,
): Promise<Meeting> => changeMeeting(tx, helplineId, id, { ...changes, version });

/** It is over, and its details are erased so many hours later, or sooner where that was promised. */
export const closing = (now: Date) => ({
  closedAt: now,
  eraseAt: soonest(new Date(now.getTime() + meetingDetailsHours * 3_600_000)),
});

/**
 * A meeting to which nobody is on the way does not take place. The two are told, without `leavingId`, and the managers who may see it: with
 * whoever proposed it for others, who reads what became of it.
 */
export async function endMeeting(
  context: ByWhom,
  meeting: Meeting,
  { leavingId, ...how }: Changes & { state: 'refused' | 'lapsed' | 'cancelled'; leavingId?: string },
): Promise<void> {
  const isProposal = meeting.state === 'proposed';
  const proposer = isProposal ? await proposingManager(context, meeting) : null;
  const seeing = [...meeting.managerIds, how.decidedBy ?? null, proposer].filter((id) => id !== null);
  const managerIds = [...new Set(seeing)];
  const ended = await change(context, meeting, { managerIds, ...closing(context.now), ...how });
  context.announce('meeting:changed', await watchSilence(context, meeting, ended));
  if (isProposal) await hideFromOthers(context, ended);
  const told = [...ended.withIds, ...managerIds].filter((id) => id !== leavingId);
  await tellAbout(context, ended, told);
}

/** The manager who proposed it for two others; null where one of the two did. */
async function proposingManager({ tx, helplineId }: Change, meeting: Meeting): Promise<string | null> {
  const { proposedBy } = meeting;
  if (goesToMeeting({ id: proposedBy }, meeting)) return null;
  const person = await personById(tx, helplineId, proposedBy);
  return person && isA(person, 'manager') ? proposedBy : null;
}

/** A meeting is called off while its two are out: both are told so, and are still waited for at home. */
export async function callOff(
  context: ByWhom,
  meeting: Meeting,
  { by, ...changes }: Changes & { by: string; cancelledBecause: CancelReason },
): Promise<void> {
  const over = { step: 'over' as const, by, at: context.now.toISOString() };
  const steps = [...meeting.steps, over];
  const calledOff = await change(context, meeting, { ...changes, steps, askAgainAt: null });
  context.announce('meeting:changed', await watchSilence(context, meeting, calledOff));
  const told = [...meeting.withIds, ...meeting.managerIds];
  await tellAbout(context, calledOff, told, { kind: 'meeting-cancelled' });
}
