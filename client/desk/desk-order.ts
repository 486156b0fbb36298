import { isFree, isOver, mayAnswerDebrief, urgencyWords, type Debrief, type Urgency } from '#shared/debriefs';
import type { Viewer } from '#shared/viewer';
import type { Known } from './desk-next.ts';

export type DeskPiles = {
  /** Assigned to nobody who can answer: the most urgent first, then the longest waiting. */
  waiting: Debrief[];
  /** Assigned to me, and not held yet. */
  withMe: Debrief[];
  /** Held by me, and not closed yet. */
  held: Debrief[];
  /** Assigned to another manager. */
  withOthers: Debrief[];
  /** To bring to the next supervision: asked for it, or closed with agreement to bring it. */
  supervision: Debrief[];
  /** Closed or withdrawn, latest first. */
  earlier: Debrief[];
};

const loudness = Object.keys(urgencyWords) as Urgency[];

export const lastStepAt = (debrief: Debrief): string => debrief.steps.at(-1)?.at ?? debrief.askedAt;

/** The day of the last supervision, null where none is known, and on which day something was. */
type Supervision = { lastOn: string | null; dateOf: (when: string) => string };

/** The requests on the viewer's desk by state, each in the order to work through. */
export function pilesOn(
  viewer: Viewer,
  debriefs: Debrief[],
  people: Known,
  supervision?: Supervision,
): DeskPiles {
  const toAnswer = debriefs.filter((one) => mayAnswerDebrief(viewer, one) && one.askedBy !== viewer.id);
  const open = toAnswer.filter((one) => !isOver(one)).sort(loudestFirst);
  const isWaiting = (one: Debrief) => isFree(one, people.get(one.assignedTo ?? ''));
  const free = open.filter(isWaiting);
  const mine = open.filter(({ assignedTo }) => assignedTo === viewer.id);
  const over = toAnswer.filter(isOver).sort((a, b) => lastStepAt(b).localeCompare(lastStepAt(a)));
  const isKept = ({ urgency }: Debrief) => urgency === 'keep-for-supervision';
  const isStillToCome = (when: string) =>
    !supervision?.lastOn || supervision.dateOf(when) >= supervision.lastOn;
  const isAgreed = (one: Debrief) =>
    one.closing?.supervision === 'agreed' && isStillToCome(one.closing.answeredAt ?? lastStepAt(one));
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

/** The request to open first. */
export const firstOf = ({ waiting, withMe }: DeskPiles): Debrief | undefined => waiting[0] ?? withMe[0];

/** The number of people waiting; a person with two requests counts once. */
export const peopleIn = (debriefs: Debrief[]): number => new Set(debriefs.map(({ askedBy }) => askedBy)).size;
