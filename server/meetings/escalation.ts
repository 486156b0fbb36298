import { isOneThere, nextMark } from '#shared/meeting-rules';
import { meetingDetailsHours, type Meeting, type MeetingMark } from '#shared/meetings';
import { escalationOf } from '../escalation/due.ts';
import { planTurns } from '../escalation/plan.ts';
import { cancelSteps, hasSteps, replaceSteps, type PlannedStep } from '../escalation/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { notify } from '../notifications/notify.ts';
import { peopleWhoAre } from '../people/queries.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { changeMeeting, meetingById } from './queries.ts';
import { managersFor, pathOf, stopAsking } from './notifications.ts';

const name = 'meeting';
const minute = 60_000;
const condition = 'unanswered' as const;
/** Steps to managers that are planned at once. After the last one as many again are planned. */
const managerSteps = 12;
/** The fewest minutes between two steps of every round but the first, which goes on for hours. */
const laterMinutes = 10;

type Mark = { mark: MeetingMark; at: number };
const keyOf = ({ id }: Meeting) => ({ subject: name, subjectId: id });

/** Carries out due steps of meetings: the two of whom nothing is heard, and then managers, in turn, until somebody says something. */
export const meetingEscalation = escalationOf({
  name,
  async waiting(change, id) {
    const { tx, helplineId, now } = change;
    const meeting = await meetingById(tx, helplineId, id);
    const next = meeting && (await markOf(change, meeting));
    if (!meeting || !next) return null;
    if (next.at > now.getTime()) {
      // Planned for less time than it has by now.
      change.announce('meeting:changed', await watchSilence(change, meeting, meeting));
      return null;
    }
    const managers = (await managersFor(change, meeting)).inTurn;
    const inTurn = next.mark === 'support' ? managers : [...(await twoOf(change, meeting)), ...managers];
    return { inTurn, reached: meeting.reached, reach: (personIds) => reach(change, meeting, personIds) };
  },
});

/**
 * Plans, in the change that alters a meeting, whom silence reaches next and when. Leaves a plan alone that is still true; in
 * any other case begins anew, which answers what was asked before. Returns the meeting as it is then.
 */
export async function watchSilence(
  change: Change,
  before: Meeting | null,
  meeting: Meeting,
): Promise<Meeting> {
  const { tx, helplineId, version } = change;
  const next = await markOf(change, meeting);
  if (!next && meeting.waitsFor === null) return meeting;
  const isSame = next?.mark === meeting.waitsFor && sameTime(next.at, meeting.waitsUntil);
  const cameAlone = isOneThere(meeting) && !(before && isOneThere(before));
  if (isSame && !(next.mark === 'there' && cameAlone)) return meeting;

  const reached = isSame ? meeting.reached : [];
  if (!isSame && meeting.reached.length > 0) await stopAsking(change, meeting);
  const waits = { waitsFor: next?.mark ?? null, waitsUntil: next ? new Date(next.at) : null, reached };
  const watched = await changeMeeting(tx, helplineId, meeting.id, { version, ...waits });
  if (!next) await cancelSteps(tx, keyOf(meeting));
  else await replaceSteps(change, keyOf(meeting), await stepsFor(change, watched, next));
  return next?.mark === 'support' && !isSame ? reachFirst(change, watched) : watched;
}

const sameTime = (at: number, until: string | null) => until !== null && Date.parse(until) === at;

async function markOf({ tx, helplineId }: Change, meeting: Meeting): Promise<Mark | null> {
  if (meeting.state !== 'allowed') return null;
  const { meetingThereMinutes, meetingOverMinutes, meetingHomeMinutes } = await helplineById(tx, helplineId);
  const minutes = { there: meetingThereMinutes, over: meetingOverMinutes, home: meetingHomeMinutes };
  return nextMark(meeting, minutes);
}

/**
 * First the two, then managers. Managers come first where one of the two needs support, and at once where only one has arrived: that
 * one has answered, and of the other nothing is known.
 */
async function stepsFor(change: Change, meeting: Meeting, { mark, at }: Mark): Promise<PlannedStep[]> {
  const { meetingNextMinutes, escalatesAfterMinutes } = await helplineById(change.tx, change.helplineId);
  const managers = await freshFirst(change, meeting);
  if (mark === 'support') {
    const [first = 0, second = first + 1] = escalatesAfterMinutes;
    const waits = [first, ...laterBy(second, second - first)].map((minutes) => minutes * minute);
    const others = [...managers.slice(1), ...managers.slice(0, 1)];
    return planTurns({ inTurn: others, waits, from: change.now, condition, goesRound: true });
  }
  const isAsked = meeting.reached.length > 0;
  const two = isAsked ? [] : await twoOf(change, meeting);
  const first = isOneThere(meeting) ? 0 : meetingNextMinutes;
  const waits = laterBy(first, meetingNextMinutes).map((minutes) => minutes * minute);
  const from = new Date(isAsked ? Math.max(at, change.now.getTime()) : at);
  const toTwo = two.map((personId) => ({ personId, condition, dueAt: new Date(at) }));
  return [...toTwo, ...planTurns({ inTurn: managers, waits, from, condition, goesRound: true })];
}

/**
 * Nobody has said anything to the last step: managers are asked on, in turn, until somebody does, or until the details of the meeting
 * are erased.
 */
async function goOn(change: Change, meeting: Meeting): Promise<void> {
  if (meeting.endsAt === null || (await hasSteps(change.tx, keyOf(meeting)))) return;
  const { meetingNextMinutes } = await helplineById(change.tx, change.helplineId);
  const every = Math.max(laterMinutes, meetingNextMinutes) * minute;
  const inTurn = await freshFirst(change, meeting);
  const waits = laterBy(every, every);
  const steps = planTurns({ inTurn, waits, from: change.now, condition, goesRound: true });
  const end = Date.parse(meeting.endsAt) + meetingDetailsHours * 60 * minute;
  await replaceSteps(
    change,
    keyOf(meeting),
    steps.filter(({ dueAt }) => dueAt.getTime() < end),
  );
}

/** The managers, those first who were not reached yet. */
async function freshFirst(change: Change, meeting: Meeting): Promise<string[]> {
  const { inTurn } = await managersFor(change, meeting);
  return inTurn.toSorted(
    (one, other) => Number(meeting.reached.includes(one)) - Number(meeting.reached.includes(other)),
  );
}

const laterBy = (first: number, every: number) =>
  Array.from({ length: managerSteps }, (_, step) => first + step * every);

/** The two, without whoever was suspended meanwhile. */
async function twoOf({ tx, helplineId }: Change, { withIds }: Meeting): Promise<string[]> {
  const supporters = await peopleWhoAre(tx, helplineId, 'supporter');
  return withIds.filter((id) => supporters.some((one) => one.id === id && one.suspendedAt === null));
}

/** One of the two needs support: the first manager is reached within this change. */
async function reachFirst(change: Change, meeting: Meeting): Promise<Meeting> {
  const [first] = (await managersFor(change, meeting)).inTurn;
  return first === undefined ? meeting : recordReached(change, meeting, [first]);
}

async function reach(change: Change, meeting: Meeting, personIds: string[]): Promise<void> {
  const recorded = await recordReached(change, meeting, personIds);
  await goOn(change, recorded);
  change.announce('meeting:changed', recorded);
}

/** Records whom it has reached, and notifies them, also in their quiet hours. A manager may see it from now on. */
async function recordReached(change: Change, meeting: Meeting, personIds: string[]): Promise<Meeting> {
  const { tx, helplineId, version } = change;
  const managers = personIds.filter((id) => !meeting.withIds.includes(id));
  const recorded = await changeMeeting(tx, helplineId, meeting.id, {
    version,
    reached: [...meeting.reached, ...personIds],
    managerIds: [...new Set([...meeting.managerIds, ...managers])],
  });
  await notify(change, { to: personIds, kind: 'meeting-now', path: pathOf(meeting), onCall: personIds });
  return recorded;
}
