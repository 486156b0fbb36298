import type { FlagState, FlagStep } from '#shared/review';
import type { flags } from '../schema/review.ts';
import type { TrialCall } from './calls.ts';
import type { Chance } from './chance.ts';
import { flagStories, type FlagStory } from './flag-stories.ts';
import type { Invented } from './numbering.ts';
import { sunita, trialHelpline } from './people.ts';
import { inWorkingHours, later, minute } from './times.ts';

type TrialFlag = Invented<typeof flags>;

/** One flag for each story, on a written-up call of its night. The call takes its record from the story. */
export function flagsOn(nights: TrialCall[][], chance: Chance): TrialFlag[] {
  return flagStories.map((story) => {
    const call = spokenCallOf(nights.at(-story.nightsAgo)!);
    const raisedAt = later(call.closedAt!, chance.whole(1, 6) * minute);
    Object.assign(call, { responseNeeded: 'routine', ...story.record, flagged: true, changedAt: raisedAt });

    const steps = stepsOf(story, call.takenBy, raisedAt, chance);
    return {
      id: chance.idAt(raisedAt),
      helplineId: trialHelpline.id,
      state: stateAfter(steps),
      callId: call.id,
      shiftId: call.shiftId,
      reason: story.reason,
      note: story.note,
      raisedBy: call.takenBy,
      raisedAt,
      takenBy: steps.some(({ step }) => step === 'taken') ? sunita.id : null,
      learning: story.learning ?? null,
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
  }
  if (learning) {
    at = later(at, chance.whole(10, 40) * minute);
    add('closed', sunita.id, learning);
  }
  return steps;
}

function stateAfter(steps: FlagStep[]): FlagState {
  if (steps.length === 1) return 'waiting';
  return steps.at(-1)!.step === 'closed' ? 'closed' : 'taken';
}
