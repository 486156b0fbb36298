import { isFree, isOver, mayAnswerDebrief, urgencyWords, type Debrief, type Urgency } from '#shared/debriefs';
import type { Viewer } from '#shared/viewer';
import type { Known } from './desk-next.ts';

export type DeskPiles = {
  /** Nobody has it who could answer: loudest first, then the one who has waited longest. */
  waiting: Debrief[];
  /** I have taken it, and we have not talked yet. */
  withMe: Debrief[];
  /** Held, and open until I close it. */
  held: Debrief[];
  /** Another manager has taken it. */
  withOthers: Debrief[];
  /** Asked to be kept for supervision, or closed with the agreement to bring it there, and not brought yet. */
  supervision: Debrief[];
  /** Closed or taken back, the latest first. */
  earlier: Debrief[];
};

const loudness = Object.keys(urgencyWords) as Urgency[];

export const lastStepAt = (debrief: Debrief): string => debrief.steps.at(-1)?.at ?? debrief.askedAt;

/** What lies on the desk of whoever is looking, in the order to look at it. `supervisedOn` is the day of the last supervision. */
export function pilesOn(
  viewer: Viewer,
  debriefs: Debrief[],
  people: Known,
  supervisedOn: string | null = null,
): DeskPiles {
  const toAnswer = debriefs.filter((one) => mayAnswerDebrief(viewer, one) && one.askedBy !== viewer.id);
  const open = toAnswer.filter((one) => !isOver(one)).sort(loudestFirst);
  const isWaiting = (one: Debrief) => isFree(one, people.get(one.assignedTo ?? ''));
  const free = open.filter(isWaiting);
  const mine = open.filter(({ assignedTo }) => assignedTo === viewer.id);
  const over = toAnswer.filter(isOver).sort((a, b) => lastStepAt(b).localeCompare(lastStepAt(a)));
  const isKept = ({ urgency }: Debrief) => urgency === 'keep-for-supervision';
  const isAgreed = (one: Debrief) =>
    one.closing?.supervision === 'agreed' && (!supervisedOn || lastStepAt(one).slice(0, 10) >= supervisedOn);
  return {
    waiting: free.filter((one) => !isKept(one)),
    withMe: mine.filter(({ state }) => state !== 'held'),
    held: mine.filter(({ state }) => state === 'held'),
    withOthers: open.filter((one) => !isWaiting(one) && one.assignedTo !== viewer.id),
    supervision: [...free.filter(isKept), ...over.filter(isAgreed)],
    earlier: over.filter((one) => !isAgreed(one)),
  };
}

const loudestFirst = (a: Debrief, b: Debrief) =>
  loudness.indexOf(a.urgency) - loudness.indexOf(b.urgency) || a.askedAt.localeCompare(b.askedAt);

/** What to look at first. */
export const firstOf = ({ waiting, withMe }: DeskPiles): Debrief | undefined => waiting[0] ?? withMe[0];

/** How many people wait: somebody who asks twice is one person. */
export const peopleIn = (debriefs: Debrief[]): number => new Set(debriefs.map(({ askedBy }) => askedBy)).size;
