import { mayDoFollowUp, mayTakeFollowUp, type FollowUp, type FollowUpSource } from '#shared/follow-ups';
import type { Viewer } from '#shared/viewer';
import { dayAhead } from '../ui/moments.ts';
import type { Times } from '../ui/times.ts';

export const sourceWords: Record<FollowUpSource, string> = {
  debrief: 'From a debrief',
  review: 'From a review',
  manual: 'Something in the manual',
  call: 'From a call',
};

/** Noon, so that the day is the same one whatever the zone. */
const noonOf = (day: string) => `${day}T12:00:00Z`;

/** today, tomorrow, Friday, Friday 27 November; or since when it waits. */
export function dueWords({ dueOn }: Pick<FollowUp, 'dueOn'>, now: number, times: Times): string | null {
  if (dueOn === null) return null;
  const day = dayAhead(times, now, noonOf(dueOn));
  if (dueOn === times.date(now)) return 'Due today';
  return dueOn < times.date(now) ? `It was due ${day}` : `Due ${day}`;
}

const last = '9999-12-31';

/** Mine to do, and calls that any manager can take on; not what the supporter took back. The due ones first, then those without a day; what was ticked today keeps its place, so that it can be undone. */
export const toDo = (viewer: Viewer, all: FollowUp[], now: number, times: Times): FollowUp[] =>
  all
    .filter((one) => mayDoFollowUp(viewer, one) || mayTakeFollowUp(viewer, one))
    .filter(({ source, doneBy, raisedBy }) => !(source === 'call' && doneBy === raisedBy))
    .filter(({ doneAt }) => doneAt === null || times.date(doneAt) === times.date(now))
    .sort((a, b) => (a.dueOn ?? last).localeCompare(b.dueOn ?? last) || a.raisedAt.localeCompare(b.raisedAt));
