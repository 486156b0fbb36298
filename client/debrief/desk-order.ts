import { isOver, mayAnswerDebrief, urgencyWords, type Debrief, type Urgency } from '#shared/debrief';
import type { Viewer } from '#shared/people';

export type DeskPiles = {
  /** Nobody has taken it, or I have: loudest first, then those without an answer, then the one who has waited longest. */
  mine: Debrief[];
  /** Held, and open until I close it. */
  held: Debrief[];
  /** Another manager has taken it. */
  withOthers: Debrief[];
  /** Closed or taken back, the latest first. */
  earlier: Debrief[];
};

const loudness = Object.keys(urgencyWords) as Urgency[];

export const askedAt = (debrief: Debrief): string => debrief.steps[0]?.at ?? '';
export const lastStepAt = (debrief: Debrief): string => debrief.steps.at(-1)?.at ?? '';

/** What lies on the desk of whoever is looking, in the order to look at it. */
export function pilesOn(viewer: Viewer, debriefs: Debrief[]): DeskPiles {
  const toAnswer = debriefs.filter((one) => mayAnswerDebrief(viewer, one) && one.askedBy !== viewer.id);
  const open = toAnswer.filter((one) => !isOver(one)).sort(loudestFirst);
  const isWithOthers = ({ heldBy }: Debrief) => heldBy !== null && heldBy !== viewer.id;
  return {
    mine: open.filter((one) => !isWithOthers(one) && one.state !== 'held'),
    held: open.filter((one) => !isWithOthers(one) && one.state === 'held'),
    withOthers: open.filter(isWithOthers),
    earlier: toAnswer.filter(isOver).sort((a, b) => lastStepAt(b).localeCompare(lastStepAt(a))),
  };
}

const loudestFirst = (a: Debrief, b: Debrief) =>
  loudness.indexOf(a.urgency) - loudness.indexOf(b.urgency) ||
  Number(a.state !== 'asked') - Number(b.state !== 'asked') ||
  askedAt(a).localeCompare(askedAt(b));

/** How many people wait: somebody who asks twice is one person. */
export const peopleIn = (debriefs: Debrief[]): number => new Set(debriefs.map(({ askedBy }) => askedBy)).size;
