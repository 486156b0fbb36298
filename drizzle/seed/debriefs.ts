import type { DebriefState, DebriefStep } from '#shared/debrief';
import { shiftTimesBetween } from '#shared/opening';
import type { debriefs } from '../schema/debrief.ts';
import type { TrialCall } from './calls.ts';
import type { Chance } from './chance.ts';
import { debriefStories, type DebriefStory } from './debrief-stories.ts';
import type { Invented } from './numbering.ts';
import { trialHelpline } from './people.ts';
import { dateAt, day, halfHourAfter, inWorkingHours, later, latest, minute } from './times.ts';

type TrialDebrief = Invented<typeof debriefs> & { steps: DebriefStep[] };

/** One request for each story, about calls of its night, answered by the manager who was on call. */
export function debriefsAbout(nights: TrialCall[][], now: Date, chance: Chance): TrialDebrief[] {
  return debriefStories.map((story) => {
    const { asker, about, shift } = callsToTalkAbout(nights.at(-story.nightsAgo)!, story.howManyCalls);
    const manager = shift.managerId!;
    const askedAt = later(latest(...about.map((call) => call.closedAt!)), chance.whole(7, 10) * minute);
    const steps = stepsOf(story, { asker, manager, askedAt, shiftEndsAt: shift.endsAt, now }, chance);
    const last = steps.at(-1)!;
    const changedAt = new Date(last.at);

    const accepted = steps.find(({ step }) => step === 'accepted');
    const calls = about.slice(0, story.howManyCalls);
    if (accepted) openOrCloseTo(manager, calls, story.open ? new Date(accepted.at) : changedAt, story);
    return {
      id: chance.idAt(askedAt),
      helplineId: trialHelpline.id,
      state: last.step,
      urgency: story.urgency,
      askedBy: asker,
      askedAt,
      note: story.note,
      callIds: calls.map(({ id }) => id),
      managerId: story.byName ? manager : null,
      heldBy: accepted ? manager : null,
      offeredFor: offeredIn(steps),
      steps,
      changedAt,
    };
  });
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

type Around = { asker: string; manager: string; askedAt: Date; shiftEndsAt: Date; now: Date };

function stepsOf({ urgency, open }: DebriefStory, around: Around, chance: Chance): DebriefStep[] {
  const { asker, manager, askedAt, shiftEndsAt, now } = around;
  const steps: DebriefStep[] = [];
  const add = (step: DebriefState, by: string, at: Date, time?: Date) =>
    steps.push({ step, by, at: at.toISOString(), ...(time && { for: time.toISOString() }) });

  add('asked', asker, askedAt);
  if (open === 'asked') return steps;

  let heldAt: Date;
  if (urgency === 'next-day-or-two') {
    const acceptedAt = inWorkingHours(askedAt, 1, chance);
    const time = open ? afternoonAfter(now) : halfHourAfter(inWorkingHours(acceptedAt, 1, chance));
    add('accepted', manager, acceptedAt);
    add('offered', manager, later(acceptedAt, 2 * minute), time);
    add('agreed', asker, later(acceptedAt, 45 * minute), time);
    if (open) return steps;
    heldAt = time;
  } else {
    const acceptedAt = later(askedAt, chance.whole(1, 5) * minute);
    add('accepted', manager, acceptedAt);
    heldAt =
      urgency === 'now' ? later(acceptedAt, 2 * minute) : latest(later(acceptedAt, 5 * minute), shiftEndsAt);
  }
  add('held', manager, heldAt);
  add('closed', manager, later(heldAt, chance.whole(15, 40) * minute));
  return steps;
}

const offeredIn = (steps: DebriefStep[]) => {
  const offered = steps.find(({ step }) => step === 'offered');
  return offered?.for ? new Date(offered.for) : null;
};

/** Half past two tomorrow, as the clock on the wall has it. */
function afternoonAfter(now: Date): Date {
  const { timeZone } = trialHelpline;
  const afternoons = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    opensAt: '14:30',
    closesAt: '15:30',
  }));
  const today = dateAt(now, timeZone);
  return shiftTimesBetween(afternoons, timeZone, now, later(now, 3 * day)).find(
    ({ startsAt }) => dateAt(startsAt, timeZone) > today,
  )!.startsAt;
}
