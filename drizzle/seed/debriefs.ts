import type { DebriefState, DebriefStep } from '#shared/debriefs';
import type { debriefMessages, debriefs } from '../schema/debriefs.ts';
import type { followUps } from '../schema/follow-ups.ts';
import type { TrialCall } from './calls.ts';
import type { Chance } from './chance.ts';
import { stepsOf } from './debrief-steps.ts';
import { debriefStories, type DebriefStory } from './debrief-stories.ts';
import type { Invented } from './numbering.ts';
import { trialHelpline } from './people.ts';
import { dateAt, day, later, latest, minute } from './times.ts';

type TrialDebrief = Invented<typeof debriefs> & { steps: DebriefStep[] };
type TrialLine = Invented<typeof debriefMessages>;
type TrialFollowUp = Invented<typeof followUps>;

/** One request for each story, about calls of its night, answered by the manager who was on call, or the next. */
export function debriefsAbout(nights: TrialCall[][], now: Date, chance: Chance) {
  const told = debriefStories.map((story) => tell(story, nights.at(-story.nightsAgo)!, now, chance));
  return {
    requests: told.map(({ debrief }) => debrief),
    lines: told.flatMap(({ lines }) => lines),
    followUps: told.flatMap(({ followUp }) => followUp ?? []),
  };
}

function tell(story: DebriefStory, night: TrialCall[], now: Date, chance: Chance) {
  const { asker, about, shift } = callsToTalkAbout(night, story.howManyCalls);
  const manager = story.escalated ? shift.nextManagerId! : shift.managerId!;
  const askedAt = later(latest(...about.map((call) => call.closedAt!)), chance.whole(7, 10) * minute);
  const steps = stepsOf(story, { asker, manager, askedAt, shiftEndsAt: shift.endsAt, now }, chance);
  const last = steps.at(-1)!;
  const changedAt = new Date(last.at);

  const accepted = steps.find(({ step }) => step === 'accepted');
  const calls = about.slice(0, story.howManyCalls);
  if (accepted) openOrCloseTo(manager, calls, story.open ? new Date(accepted.at) : changedAt, story);
  const debrief: TrialDebrief = {
    id: chance.idAt(askedAt),
    helplineId: trialHelpline.id,
    state: last.step as DebriefState,
    urgency: story.urgency,
    askedBy: asker,
    askedAt,
    shiftId: shift.id,
    note: story.note,
    way: story.way ?? null,
    callIds: calls.map(({ id }) => id),
    managerId: story.byName ? manager : null,
    mayEscalate: story.byName ?? false,
    escalatedTo: story.escalated ? [manager] : [],
    seenBy: accepted ? [{ by: manager, at: later(new Date(accepted.at), -minute / 2).toISOString() }] : [],
    assignedTo: accepted ? manager : null,
    offeredFor: offeredIn(steps),
    sharedWithPartner: story.shared ?? false,
    closing: last.step === 'closed' ? (story.closing ?? { whatHelped: '', supervision: null }) : null,
    steps,
    overAt: last.step === 'closed' ? changedAt : null,
    changedAt,
  };
  const lines = accepted ? linesIn(story, debrief, [manager, asker], new Date(accepted.at), chance) : [];
  return { debrief, lines, followUp: followUpOf(story, manager, asker, changedAt, chance) };
}

/** Up to two written-up calls of one supporter. */
function callsToTalkAbout(night: TrialCall[], howMany: number) {
  const written = night.filter(({ closedAt }) => closedAt !== null);
  const [first] = written;
  const asker = first!.takenBy;
  const about = written.filter(({ takenBy }) => takenBy === asker).slice(0, Math.max(1, howMany));
  return { asker, about, shift: first!.shift };
}

/** Calls are open to whoever holds the debrief while it lasts, and close again with it. */
function openOrCloseTo(manager: string, calls: TrialCall[], at: Date, { open }: DebriefStory): void {
  for (const call of calls) {
    Object.assign(call, { openTo: open ? [manager] : [], changedAt: latest(call.changedAt, at) });
  }
}

const offeredIn = (steps: DebriefStep[]) => {
  const offered = steps.findLast(({ step }) => step === 'offered');
  return offered?.for ? new Date(offered.for) : null;
};

/** Written in turn, a few minutes apart, and seen soon after. */
function linesIn(
  { lines = [] }: DebriefStory,
  debrief: TrialDebrief,
  two: [string, string],
  from: Date,
  chance: Chance,
): TrialLine[] {
  return lines.map((body, index) => {
    const sentAt = later(from, (4 + index * 9) * minute);
    const seenAt = later(sentAt, 2 * minute);
    return {
      id: chance.idAt(sentAt),
      helplineId: trialHelpline.id,
      debriefId: debrief.id,
      from: two[index % 2]!,
      body,
      sentAt,
      seenAt,
      between: two,
      changedAt: seenAt,
    };
  });
}

function followUpOf(
  { followUp }: DebriefStory,
  manager: string,
  asker: string,
  raisedAt: Date,
  chance: Chance,
): TrialFollowUp | null {
  if (!followUp) return null;
  const due = later(raisedAt, followUp.inDays * day);
  const doneAt = followUp.done ? due : null;
  return {
    id: chance.idAt(raisedAt),
    helplineId: trialHelpline.id,
    source: 'debrief',
    words: followUp.words,
    dueOn: dateAt(due, trialHelpline.timeZone),
    raisedBy: manager,
    raisedAt,
    forId: manager,
    withId: asker,
    doneBy: doneAt && manager,
    doneAt,
    remindedAt: doneAt,
    changedAt: doneAt ?? raisedAt,
  };
}
