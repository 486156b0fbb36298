import { idleMinutes, type FlagState, type FlagStep } from '#shared/flags';
import type { followUps } from '../schema/follow-ups.ts';
import type { flags } from '../schema/flags.ts';
import type { TrialCall } from './calls.ts';
import type { Chance } from './chance.ts';
import { flagStories, type FlagStory } from './flag-stories.ts';
import type { Invented } from './numbering.ts';
import { lorna, sunita, trialHelpline } from './people.ts';
import { day, inWorkingHours, later, minute } from './times.ts';

type TrialFlag = Invented<typeof flags>;
type TrialFollowUp = Invented<typeof followUps>;

/** One flag for each story, on a written-up call of its night. The call takes its record from the story. */
export function flagsOn(nights: TrialCall[][], chance: Chance): TrialFlag[] {
  return flagStories.map((story) => {
    const call = spokenCallOf(nights.at(-story.nightsAgo)!);
    const raisedAt = later(call.closedAt!, chance.whole(1, 6) * minute);
    Object.assign(call, { responseNeeded: 'none', ...story.record, flagged: true, changedAt: raisedAt });

    const steps = stepsOf(story, call.assignedTo, raisedAt, chance);
    return {
      id: chance.idAt(raisedAt),
      helplineId: trialHelpline.id,
      state: stateAfter(steps),
      callId: call.id,
      shiftId: call.shiftId,
      reason: story.reason,
      note: story.note,
      askMeFirst: story.askMeFirst ?? false,
      raisedBy: call.assignedTo,
      raisedAt,
      assignedTo: story.learning ? sunita.id : null,
      learning: story.learning ?? null,
      theme: story.theme ?? null,
      closedAt: story.learning ? new Date(steps.at(-1)!.at) : null,
      steps,
      changedAt: new Date(steps.at(-1)!.at),
    };
  });
}

/** The longest one written up, because it is surely one in which two people spoke. */
function spokenCallOf(calls: TrialCall[]): TrialCall {
  const length = ({ startedAt, endedAt }: TrialCall) => endedAt.getTime() - startedAt.getTime();
  const written = calls.filter(({ closedAt, flagged }) => closedAt !== null && !flagged);
  return written.reduce((longest, call) => (length(call) > length(longest) ? call : longest));
}

function stepsOf({ asked, learning }: FlagStory, by: string, raisedAt: Date, chance: Chance): FlagStep[] {
  const steps: FlagStep[] = [{ step: 'raised', by, at: raisedAt.toISOString() }];
  if (!asked && !learning) return steps;

  let at = inWorkingHours(raisedAt, chance.whole(1, 2), chance);
  const add = (step: FlagStep['step'], person: string, words?: string) =>
    steps.push({ step, by: person, at: at.toISOString(), ...(words && { words }) });
  add('taken', sunita.id);
  if (asked) {
    at = later(at, chance.whole(4, 15) * minute);
    add('asked', sunita.id, asked.question);
  }
  if (asked?.answer) {
    at = inWorkingHours(at, 1, chance);
    add('answered', by, asked.answer);
    at = inWorkingHours(at, 1, chance);
  } else if (asked) {
    at = later(at, idleMinutes * minute);
    add('lapsed', sunita.id);
  }
  if (learning) {
    at = later(at, chance.whole(10, 40) * minute);
    add('closed', sunita.id, learning);
  }
  return steps;
}

const stateAfter = (steps: FlagStep[]): FlagState => (steps.at(-1)!.step === 'closed' ? 'closed' : 'waiting');

/** What reviews left for the managers to do. Lorna has done what is older than three weeks. */
export function tasksOf(raised: TrialFlag[], now: Date, chance: Chance): TrialFollowUp[] {
  return raised.flatMap(({ note, closedAt }) => {
    const story = flagStories.find((one) => one.note === note);
    if (!closedAt || !story) return [];
    return (['followUp', 'manualChange'] as const).flatMap((kind) => {
      const words = story[kind];
      if (!words) return [];
      const done = closedAt < later(now, -21 * day);
      const doneAt = done ? inWorkingHours(closedAt, 2, chance) : null;
      return {
        id: chance.idAt(closedAt),
        helplineId: trialHelpline.id,
        source: kind === 'manualChange' ? ('manual' as const) : ('review' as const),
        words,
        raisedBy: sunita.id,
        raisedAt: closedAt,
        doneBy: done ? lorna.id : null,
        doneAt,
        changedAt: doneAt ?? closedAt,
      };
    });
  });
}
