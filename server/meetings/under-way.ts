import type { meetingCommands } from '#shared/meeting-commands';
import { dayOf, isOver, isUnderWay, saidAt, supportAsked } from '#shared/meeting-rules';
import { waitForThemMinutes, type Meeting, type MeetingStep, type MeetingStepKind } from '#shared/meetings';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { countHeld } from '../series/holding.ts';
import { change, closing } from './changing.ts';
import { watchSilence } from './escalation.ts';
import {
  meetingFor,
  refuseUnlessAllowed,
  refuseUnlessItsDay,
  refuseUnlessSoon,
  type OnMeeting,
} from './guards.ts';
import { countIfHeld } from './held.ts';
import type { MeetingChange } from './queries.ts';

type UnderWay = 'setOut' | 'there' | 'fine' | 'over' | 'home' | 'support' | 'spoken' | 'next';
type UnderWayCommand = Extract<keyof typeof meetingCommands, `meeting:${UnderWay}`>;

/** Minutes for which nothing is asked after *we are fine* without a time. */
const fineForMinutes = 15;

/** What the two, and a manager, say on the day. Each is a word that ends silence; what is said a second time changes nothing. */
export const underWayHandlers: Handlers<UnderWayCommand> = {
  async 'meeting:setOut'({ meetingId }, context) {
    const meeting = await onTheDay(context, 'meeting:setOut', meetingId);
    refuseUnless(!isOver(meeting), 'conflict', 'This meeting is over.');
    if (saidAt(meeting, 'set-out', context.actor.id) === null) await say(context, meeting, 'set-out');
  },

  async 'meeting:there'({ meetingId }, context) {
    const meeting = await onTheDay(context, 'meeting:there', meetingId);
    refuseUnless(!isOver(meeting), 'conflict', 'This meeting is over.');
    if (saidAt(meeting, 'there', context.actor.id) === null) await say(context, meeting, 'there');
  },

  async 'meeting:fine'({ meetingId, until }, context) {
    const { now } = context;
    const meeting = await onTheDay(context, 'meeting:fine', meetingId);
    if (until !== undefined) refuseUnlessSoon(until, now);

    const at = saidOnTheDay(context, meeting);
    const askAgainAt = new Date(until ?? Date.parse(at) + fineForMinutes * 60_000);
    const movesEnd = until !== undefined && !isOver(meeting) && until > meeting.endsAt!;
    const changes = { askAgainAt, ...(movesEnd && { endsAt: new Date(until) }) };
    const isOvertaken = ({ step }: MeetingStep) =>
      step === 'spoken' || (step === 'fine' && until === undefined);
    const isOld = meeting.steps.some((one) => isOvertaken(one) && one.at > at);
    await say(context, meeting, 'fine', isOld ? {} : changes);
  },

  async 'meeting:over'({ meetingId, didNotCome }, context) {
    const { now } = context;
    const meeting = await onTheDay(context, 'meeting:over', meetingId);
    if (isOver(meeting)) return;
    const waited = (now.getTime() - Date.parse(meeting.startsAt!)) / 60_000;
    refuseUnless(
      !didNotCome || waited >= waitForThemMinutes,
      'conflict',
      `Wait ${waitForThemMinutes} minutes from the start. If you want to leave now, cancel the meeting.`,
    );

    await say(context, meeting, didNotCome ? 'did-not-come' : 'over', { askAgainAt: null });
    if (!didNotCome && meeting.seriesId !== null) await countHeld(context, meeting.seriesId);
  },

  async 'meeting:home'({ meetingId }, context) {
    const { actor } = context;
    const meeting = await onTheDay(context, 'meeting:home', meetingId);
    if (saidAt(meeting, 'home', actor.id) !== null) return;
    refuseUnless(
      isOver(meeting),
      'conflict',
      'The meeting is not over yet. Say first that it is over, or cancel it.',
    );

    const isLast = meeting.withIds.every((id) => id === actor.id || saidAt(meeting, 'home', id) !== null);
    await say(context, meeting, 'home', isLast ? { state: 'closed', ...closing(context.now) } : {});
  },

  async 'meeting:support'({ meetingId }, context) {
    const meeting = await meetingFor(context, 'meeting:support', meetingId);
    refuseUnlessAllowed(meeting);
    if (supportAsked(meeting).some(({ by }) => by === context.actor.id)) return;

    await say(context, meeting, 'support', { askAgainAt: null });
  },

  async 'meeting:spoken'({ meetingId, againAt }, context) {
    const { now } = context;
    const meeting = await meetingFor(context, 'meeting:spoken', meetingId);
    refuseUnlessAllowed(meeting);
    if (!isUnderWay(meeting)) refuseUnlessItsDay(meeting, now);
    if (againAt !== null) refuseUnlessSoon(againAt, now);

    const changes = againAt === null ? { state: 'closed' as const, ...closing(now) } : {};
    await say(context, meeting, 'spoken', {
      ...changes,
      askAgainAt: againAt === null ? null : new Date(againAt),
    });
    if (againAt === null) await countIfHeld(context, meeting);
  },

  async 'meeting:next'({ meetingId, words }, context) {
    const meeting = await meetingFor(context, 'meeting:next', meetingId);
    const isWhile = meeting.state === 'closed' || (meeting.state === 'allowed' && isOver(meeting));
    refuseUnless(isWhile, 'conflict', 'Write this down once the meeting is over.');
    // The name goes first where the person has taken their yes back.
    const isKept = meeting.startsAt !== null && meeting.knownAs !== null;
    refuseUnless(isKept, 'conflict', 'What was written about this meeting is erased already.');

    context.announce('meeting:changed', await change(context, meeting, { agreedNext: words }));
  },
};

async function onTheDay(context: Context, command: OnMeeting, meetingId: string): Promise<Meeting> {
  const meeting = await meetingFor(context, command, meetingId);
  refuseUnlessAllowed(meeting);
  refuseUnlessItsDay(meeting, context.now);
  return meeting;
}

/** Adds what the actor says, at the time when they said it, and plans anew what silence does. */
async function say(
  context: Context,
  meeting: Meeting,
  step: MeetingStepKind,
  changes: Omit<MeetingChange, 'version' | 'steps'> = {},
): Promise<void> {
  const { actor, announce } = context;
  const steps = [...meeting.steps, { step, by: actor.id, at: saidOnTheDay(context, meeting) }];
  const said = await change(context, meeting, { ...changes, steps });
  announce('meeting:changed', await watchSilence(context, meeting, said));
}

/** The sender’s time, if it is on the day of the meeting and not to come; otherwise the time of receipt. */
function saidOnTheDay({ saidAt, now }: Context, meeting: Meeting): string {
  const isItsDay = saidAt !== null && saidAt <= now && saidAt >= dayOf(meeting);
  return (isItsDay ? saidAt : now).toISOString();
}
