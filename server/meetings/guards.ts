import { access } from '#shared/access';
import {
  daylight,
  meetingDaysAhead,
  mostMeetingMinutes,
  mostQuietMinutes,
  travelMinutes,
  type Meeting,
} from '#shared/meetings';
import { dayOf } from '#shared/meeting-rules';
import type { CommandName } from '#shared/contract';
import type { Helpline } from '#shared/helpline';
import type { MeetingPlace } from '#shared/meeting-places';
import { whyNot, type Candidate, type WhyNot } from '#shared/who-could';
import type { Person } from '#shared/people';
import { isA } from '#shared/viewer';
import { absencesOf } from '../absences/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt, wallTimesOf } from '../helpline/wall-clock.ts';
import { placeById } from '../meeting-places/queries.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { placedShiftsOf } from '../shifts/placed-queries.ts';
import { around } from '../shifts/rest-rule.ts';
import { meetingById, meetingsAround } from './queries.ts';

type Times = { startsAt: string; endsAt: string };
export type OnMeeting = Exclude<Extract<CommandName, `meeting:${string}`>, 'meeting:propose'>;

/** The meeting that a command is about, if the actor may send it. */
export async function meetingFor(context: Context, command: OnMeeting, meetingId: string): Promise<Meeting> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await meetingById(tx, helplineId, meetingId));
}

const settled: Record<Exclude<Meeting['state'], 'proposed' | 'allowed'>, string> = {
  refused: 'A project manager has said no to this meeting.',
  lapsed: 'Nobody allowed this meeting in time, so it does not take place.',
  cancelled: 'This meeting was cancelled.',
  closed: 'This meeting is over, and both are home.',
};

export function refuseUnlessProposed({ state }: Meeting): void {
  if (state !== 'proposed' && state !== 'allowed') refuseUnless(false, 'conflict', settled[state]);
  refuseUnless(state === 'proposed', 'conflict', 'This meeting is allowed already.');
}

/** Refuses unless the meeting was allowed and is not settled. */
export function refuseUnlessAllowed({ state }: Meeting): void {
  if (state !== 'proposed' && state !== 'allowed') refuseUnless(false, 'conflict', settled[state]);
  refuseUnless(
    state === 'allowed',
    'conflict',
    'No project manager has allowed this meeting yet. Do not go.',
  );
}

/** Refuses what belongs to the day of the meeting before that day. */
export function refuseUnlessItsDay(meeting: Meeting, now: Date): void {
  refuseUnless(now >= dayOf(meeting), 'conflict', 'It is too early for this. Say it on the day.');
}

/** A time that is still to come, and not too far away. */
export function refuseUnlessSoon(at: string, now: Date): void {
  const minutes = (Date.parse(at) - now.getTime()) / 60_000;
  refuseUnless(minutes > 0, 'conflict', 'This time is over. Choose a later one.');
  refuseUnless(
    minutes <= mostQuietMinutes,
    'conflict',
    `At most ${mostQuietMinutes / 60} hours from now. Choose an earlier time.`,
  );
}

/** Refuses where the helpline arranges no meetings: also what was proposed before they were switched off goes no further. */
export async function refuseUnlessOn({ tx, helplineId }: Context): Promise<Helpline> {
  const helpline = await helplineById(tx, helplineId);
  refuseUnless(
    helpline.meetings,
    'conflict',
    'This helpline arranges no meetings. A project manager can switch them on.',
  );
  return helpline;
}

/** The same, and refuses times that cannot be. */
export async function refuseUnlessPossible(context: Context, times: Times): Promise<void> {
  const { now } = context;
  const { meetingsInTheEvening, timeZone } = await refuseUnlessOn(context);
  const [start, end] = [Date.parse(times.startsAt), Date.parse(times.endsAt)];
  refuseUnless(start > now.getTime(), 'conflict', 'This time is over. Choose a later one.');
  const isNear = start <= now.getTime() + meetingDaysAhead * 86_400_000;
  refuseUnless(isNear, 'conflict', `A meeting can be proposed for the next ${meetingDaysAhead} days.`);
  const isShort = end > start && end - start <= mostMeetingMinutes * 60_000;
  refuseUnless(
    isShort,
    'conflict',
    `A meeting ends after it begins, and lasts ${mostMeetingMinutes / 60} hours at most.`,
  );
  const { from, until } = wallTimesOf(times, timeZone);
  const isByDay =
    from.slice(0, 10) === until.slice(0, 10) &&
    from.slice(11) >= daylight.from &&
    until.slice(11) <= daylight.until;
  refuseUnless(
    meetingsInTheEvening || isByDay,
    'conflict',
    `Meetings are by day here, between ${daylight.from} and ${daylight.until}.`,
  );
}

/** A place of the list that is offered. */
export async function placeToMeet({ tx, helplineId }: Context, placeId: string): Promise<MeetingPlace> {
  const place = await placeById(tx, helplineId, placeId);
  refuseUnless(place, 'not-found');
  refuseUnless(
    place.retiredAt === null,
    'conflict',
    'This place is not in use any more. Choose another one.',
  );
  return place;
}

const reasons: Record<Exclude<WhyNot, 'in-it'>, (name: string) => string> = {
  'not-supporter': () => 'Two supporters go. Choose somebody who is one.',
  suspended: (name) => `${name} cannot go: their sign-in is suspended. Choose somebody else.`,
  'not-here-yet': (name) => `${name} has not come in yet. Choose somebody else.`,
  induction: (name) => `${name} is in induction, and goes to no meeting yet. Choose somebody else.`,
  overlap: (name) =>
    `${name} is on shift then, or on the way to it: ${travelMinutes} minutes before and after count too. Choose another time.`,
  away: (name) => `${name} cannot come on that day. Choose another time.`,
  rest: (name) =>
    `The rest rule: too few hours lie between this meeting and a shift of ${name}’s. Choose another time, or say that it is allowed all the same.`,
};

const meetsThen = (name: string) =>
  `${name} goes to another meeting then, or is on the way: ${travelMinutes} minutes before and after each count too. Choose another time.`;
/** All that a supporter is told about another. */
const cannotGo = (name: string) => `${name} cannot go then. Choose another time, or somebody else.`;

/**
 * Refuses unless each of these people could go: two supporters, neither of them on shift, away or at another meeting, with the way
 * there and back. `despite` leaves the rest rule to the manager who decides. Managers are told why, and others of themselves.
 */
export async function refuseUnlessFree(
  context: Context,
  meeting: Times & { id: string; personIds: string[] },
  despite: 'rest' | undefined,
): Promise<void> {
  const { actor, tx, helplineId } = context;
  const isTold = (id: string) => id === actor.id || isA(actor, 'manager');
  const { restHours, timeZone } = await helplineById(tx, helplineId);
  const away = travelMinutes * 60_000;
  const from = new Date(Date.parse(meeting.startsAt) - away);
  const to = new Date(Date.parse(meeting.endsAt) + away);
  const span = { id: meeting.id, startsAt: from.toISOString(), endsAt: to.toISOString() };
  const toFill = { ...span, wall: wallTimesOf(span, timeZone) };
  const people = await peopleWhoAre(tx, helplineId, 'supporter', 'manager', 'supervisor');
  const shifts = await placedShiftsOf(tx, meeting.personIds, around(span));
  const absences = await absencesOf(tx, meeting.personIds, wallClockAt(from, timeZone).day);
  for (const id of meeting.personIds) {
    const person = people.find((one) => one.id === id);
    refuseUnless(person, 'not-found');
    const isTheirs = ({ personId }: { personId: string }) => personId === id;
    const candidate = candidateOf(person, shifts.filter(isTheirs), absences.filter(isTheirs));
    const why = whyNot(toFill, candidate, restHours);
    if (why !== null && why !== 'in-it' && why !== despite)
      refuseUnless(false, 'conflict', (isTold(id) ? reasons[why] : cannotGo)(person.firstName));
  }
  // The way back from one and the way to the other.
  const both = { from: new Date(from.getTime() - away), to: new Date(to.getTime() + away) };
  const arranged = await meetingsAround(tx, { withIds: meeting.personIds, ...both });
  const others = arranged.filter((one) => one.id !== meeting.id);
  const busy = people.find(
    ({ id }) => others.some(({ withIds }) => withIds.includes(id)) && meeting.personIds.includes(id),
  );
  if (busy) refuseUnless(false, 'conflict', (isTold(busy.id) ? meetsThen : cannotGo)(busy.firstName));
}

const candidateOf = (
  { id, roles, suspendedAt, isIn, induction }: Person,
  shifts: Candidate['shifts'],
  absences: Candidate['absences'],
): Candidate => ({ id, roles, suspendedAt, isIn, induction, shifts, absences });
