import type { Safety } from './feedback-safety.ts';
import { isA, type Viewer } from './viewer.ts';

/** Days that feedback waits at least before anybody reads it. */
export const feedbackWaitsDays = 7;
/** Feedback is shown in batches of at least this many, or a week after the end of its quarter. */
export const leastTogether = 8;
/** Questions that the public page asks at most. */
export const mostQuestions = 3;
/** Words to choose from under one question. */
export const mostOptions = 6;
/** Feedback of one helpline that may wait at the same time: beyond it, the page takes no more. As much again may be written in by supporters. */
export const mostWaiting = 2_000;

export type QuestionState = 'proposed' | 'agreed' | 'declined' | 'retired';
/** A question of the public page. It is asked once a second person has agreed. */
export type FeedbackQuestion = {
  id: string;
  words: string;
  options: string[];
  state: QuestionState;
  proposedBy: string;
  settledBy: string | null;
};
/**
 * What somebody said. `answers`: the chosen words, by question. `about`: another service, as they named it, and `serviceId` the one of the
 * directory that it is; both null where it is about the line. `onBehalf`: a supporter wrote it in for them. It has no time.
 */
export type FeedbackEntry = {
  id: string;
  answers: { question: string; answer: string }[];
  words: string;
  about: string | null;
  serviceId: string | null;
  onBehalf: boolean;
  /** Null where nobody thinks that it is about somebody's safety. */
  safety: Safety | null;
};
/** What was said about one service of the directory, for the managers beside it. */
export type FeedbackAboutService = FeedbackEntry & { quarter: string };
/** What is read together. `quarters`: the quarters in which it was sent, such as 2026-Q3. */
export type FeedbackBatch = { number: number; quarters: string[]; entries: FeedbackEntry[] };
/** "You said, we did", as it stands on the public page. `quarter`: when it was written. */
export type FeedbackReply = { id: string; said: string; did: string; quarter: string };
/** `batches` is null for those who do not read them. `readerId`: the supporter who reads along; null for nobody yet. */
export type FeedbackPage = {
  isOn: boolean;
  path: string;
  readerId: string | null;
  questions: FeedbackQuestion[];
  replies: FeedbackReply[];
  batches: FeedbackBatch[] | null;
};

/** Questions that are proposed when the page is switched on for the first time. */
export const starterQuestions: { words: string; options: string[] }[] = [
  { words: 'Did you feel listened to?', options: ['Yes', 'Partly', 'No', 'I do not want to say'] },
  {
    words: 'Did you choose what happened next?',
    options: ['Yes', 'Partly', 'No', 'Nothing had to happen'],
  },
  {
    words: 'What was in the way?',
    options: [
      'Nothing',
      'It took long until somebody answered',
      'The time was too short',
      'I felt rushed',
      'Something else',
    ],
  },
];

/** Managers: whether there is a public page, and which supporter reads along. */
export const maySwitchFeedback = (viewer: Pick<Viewer, 'roles'>): boolean => isA(viewer, 'manager');

/** Managers, and the supporter who was named for it. */
export const mayReadFeedback = (viewer: Pick<Viewer, 'id' | 'roles'>, readerId: string | null): boolean =>
  isA(viewer, 'manager') || (viewer.id === readerId && isA(viewer, 'supporter'));

/** Supporters and managers know the questions, and propose them. */
export const mayProposeQuestion = (viewer: Pick<Viewer, 'roles'>): boolean =>
  isA(viewer, 'supporter') || isA(viewer, 'manager');

/** A sentence why this person cannot agree to a question; null if they can. Of the two who make one, one is a supporter. */
export function whyNotAgree(
  viewer: Pick<Viewer, 'id' | 'roles'>,
  { proposedBy }: Pick<FeedbackQuestion, 'proposedBy'>,
  isProposedBySupporter: boolean,
): string | null {
  if (viewer.id === proposedBy) return 'You proposed it. Somebody else has to agree.';
  return isProposedBySupporter || isA(viewer, 'supporter')
    ? null
    : 'A manager proposed it, so a supporter has to agree.';
}

/** Supporters write in what somebody asked them to. */
export const mayWriteInFeedback = (viewer: Pick<Viewer, 'roles'>): boolean => isA(viewer, 'supporter');
