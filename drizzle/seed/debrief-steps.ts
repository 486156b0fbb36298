import type { DebriefStep } from '#shared/debriefs';
import { shiftTimesBetween } from '#shared/opening-hours';
import type { Chance } from './chance.ts';
import type { DebriefStory } from './debrief-stories.ts';
import { trialHelpline } from './people.ts';
import { dateAt, day, halfHourAfter, inWorkingHours, later, latest, minute } from './times.ts';

/** Who takes part, and when. */
export type Around = { asker: string; manager: string; askedAt: Date; shiftEndsAt: Date; now: Date };

export function stepsOf(story: DebriefStory, around: Around, chance: Chance): DebriefStep[] {
  const { asker, manager, askedAt, shiftEndsAt, now } = around;
  const { urgency, open } = story;
  const steps: DebriefStep[] = [];
  const add = (
    step: DebriefStep['step'],
    by: string,
    at: Date,
    more: { for?: Date; words?: string } = {},
  ) => {
    const { for: time, words } = more;
    const said = { ...(time && { for: time.toISOString() }), ...(words && { words }) };
    steps.push({ step, by, at: at.toISOString(), ...said });
  };

  add('asked', asker, askedAt);
  if (open === 'asked') return steps;

  let heldAt: Date;
  if (story.way === 'in-writing') {
    const acceptedAt = inWorkingHours(askedAt, 1, chance);
    add('accepted', manager, acceptedAt);
    heldAt = later(acceptedAt, 60 * minute);
  } else if (urgency === 'next-day-or-two') {
    const acceptedAt = inWorkingHours(askedAt, 1, chance);
    const first = halfHourAfter(inWorkingHours(acceptedAt, 1, chance));
    const time = open ? afternoonAfter(now) : story.otherTime ? later(first, 180 * minute) : first;
    add('accepted', manager, acceptedAt);
    if (story.otherTime) {
      add('offered', manager, later(acceptedAt, minute), { for: first });
      add('other-time-asked', asker, later(acceptedAt, 20 * minute), { for: first, words: story.otherTime });
    }
    add('offered', manager, later(acceptedAt, (story.otherTime ? 35 : 2) * minute), { for: time });
    add('agreed', asker, later(acceptedAt, 45 * minute), { for: time });
    if (open) return steps;
    heldAt = time;
  } else {
    if (story.escalated) add('escalated', manager, later(askedAt, 2 * minute));
    const acceptedAt = later(askedAt, (story.escalated ? 3 : chance.whole(1, 5)) * minute);
    add('accepted', manager, acceptedAt);
    heldAt =
      urgency === 'now' ? later(acceptedAt, 2 * minute) : latest(later(acceptedAt, 5 * minute), shiftEndsAt);
  }
  add('held', manager, heldAt);
  add('closed', manager, later(heldAt, chance.whole(15, 40) * minute));
  return steps;
}

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
