import { mayDoFollowUp, mayTakeFollowUp, type FollowUp, type FollowUpSource } from '#shared/follow-ups';
import type { Viewer } from '#shared/viewer';
import { dayAhead } from '../ui/moments.ts';
import type { Times } from '../ui/times.ts';

export const sourceWords: Record<FollowUpSource, string> = {
  debrief: 'From a debrief',
  review: 'From a review',
  manual: 'Something in the manual',
  directory: 'Something in the directory',
  call: 'From a call',
  gathering: 'From a one-to-one or a meeting',
};

/** Noon UTC, so that the date is the same in the helpline's zone. */
const noonOf = (day: string) => `${day}T12:00:00Z`;

/** Due today; Due Friday 27 November; It was due yesterday. Null without a date. */
export function dueWords({ dueOn }: Pick<FollowUp, 'dueOn'>, now: number, times: Times): string | null {
  if (dueOn === null) return null;
  const day = dayAhead(times, now, noonOf(dueOn));
  if (dueOn === times.date(now)) return 'Due today';
  return dueOn < times.date(now) ? `It was due ${day}` : `Due ${day}`;
}

const last = '9999-12-31';

/** Follow-ups assigned to the viewer, and calls that any manager can take on; not withdrawn ones. By due date, then those without one; those done today keep their position, so that they can be undone. */
export const toDo = (viewer: Viewer, all: FollowUp[], now: number, times: Times): FollowUp[] =>
  all
    .filter((one) => mayDoFollowUp(viewer, one) || mayTakeFollowUp(viewer, one))
    .filter(({ source, doneBy, raisedBy }) => !(source === 'call' && doneBy === raisedBy))
    .filter(({ doneAt }) => doneAt === null || times.date(doneAt) === times.date(now))
    .sort((a, b) => (a.dueOn ?? last).localeCompare(b.dueOn ?? last) || a.raisedAt.localeCompare(b.raisedAt));
