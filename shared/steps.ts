import type { Row } from './shapes.ts';
import { isA, type Viewer } from './viewer.ts';

/** `may-share`: what somebody may tell a caller of themself, shown beside a call and to nobody else. */
export type StepKind = OwnStepKind | 'reference';
export const ownStepKinds = ['want', 'learning', 'may-share'] as const;
export type OwnStepKind = (typeof ownStepKinds)[number];
export const referenceAnswers = ['yes', 'not-now'] as const;
export type ReferenceAnswer = (typeof referenceAnswers)[number];

/**
 * A line of a supporter’s next steps, a copy of it that they share with one person, or their question to a manager whether they would be a
 * reference.
 */
export type Step = Row & {
  personId: string;
  kind: StepKind;
  /** The line; for a reference what it is for, which may be empty. Empty once removed. */
  words: string;
  at: string;
  /** The line that this is a copy of; null for a line of one’s own and for a reference. */
  copyOf: string | null;
  /** Who reads this copy, or is asked; null for a line of one’s own. */
  withId: string | null;
  /** What the manager said; `left`: they are not a manager any more. Null for nothing yet, and where nothing is asked. */
  answer: ReferenceAnswer | 'left' | null;
  /** Taken off the list, or back from whom it was for. */
  removed: boolean;
};
export type StepNews = { 'step:changed': Step };

/** A shift of one’s own that is over. */
export type DoneShift = { startsAt: string; endsAt: string };

/** The most lines, copies and questions on one list. */
export const mostSteps = 150;

/** The most lines that somebody may share with callers. */
export const mostToShare = 3;

/** Supporters have next steps. */
export const mayHaveSteps = (viewer: Pick<Viewer, 'roles'>) => isA(viewer, 'supporter');

/** Managers and supervisors read what is shared with them. */
export const mayReadSharedSteps = (viewer: Pick<Viewer, 'roles'>) =>
  isA(viewer, 'manager') || isA(viewer, 'supervisor');

/** Visible to the person, and to the one with whom it is shared; null for everybody else. */
export const stepAsSeenBy = (viewer: Viewer, step: Step): Step | null =>
  step.personId === viewer.id || (step.withId === viewer.id && mayReadSharedSteps(viewer)) ? step : null;

/** Whether this person is the manager who is asked. */
export const mayAnswerReference = (viewer: Viewer, { kind, withId }: Pick<Step, 'kind' | 'withId'>) =>
  kind === 'reference' && withId === viewer.id && isA(viewer, 'manager');
