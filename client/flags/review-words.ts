import type { Flag, FlagStep } from '#shared/flags';
import type { ListName } from '#shared/lists';
import type { FlagReason } from '#shared/record-lists';
import { capital, counted } from '../ui/number-words.ts';

export type Names = (personId: string) => string;
type WordOf = (list: ListName, slug: string) => string;

/** Each reason that a helpline begins with, as a question. */
export const questions: Record<FlagReason, string> = {
  'worried-about-caller': 'Is this caller all right?',
  'worried-how-i-handled-it': 'Did I handle this call well?',
  safeguarding: 'Is somebody at risk of harm?',
  confidentiality: 'Did something private get out?',
  'abusive-call': 'What helps with a call like this?',
  'something-to-learn': 'What can we learn from this?',
  'manual-wrong': 'Is the manual wrong here?',
};

/** The reason as a question; one that the helpline added stands for itself. */
export const questionOf = ({ reason }: Pick<Flag, 'reason'>, wordOf: WordOf): string => {
  const asked = Object.hasOwn(questions, reason) ? questions[reason as FlagReason] : null;
  return asked ?? wordOf('flagReasons', reason);
};

/** Reasons that the list names, because they cannot wait for the next supervision. */
const pressing: readonly string[] = ['safeguarding', 'confidentiality'] satisfies FlagReason[];
export const pressingWords = ({ reason }: Flag, wordOf: WordOf): string | null =>
  pressing.includes(reason) ? wordOf('flagReasons', reason) : null;

export function queueHeading(waiting: number, mine: number): string {
  if (waiting > 0) return `${capital(counted(waiting, 'question'))} ${waiting === 1 ? 'is' : 'are'} waiting`;
  return mine > 0 ? 'No new questions' : 'No questions are waiting';
}

/** What a person did. `lapsed` has no actor. */
const stepVerbs: Record<Exclude<FlagStep['step'], 'lapsed'>, string> = {
  raised: 'raised this',
  taken: 'took it',
  released: 'left it for another supervisor',
  asked: 'asked a question',
  answered: 'answered',
  closed: 'closed it and gave back what was learned',
  withdrawn: 'took it back',
};

export const stepLine = ({ step, by, at, words }: FlagStep, nameOf: Names) => ({
  at,
  words:
    step === 'lapsed'
      ? 'It went back by itself: nobody worked on it for half an hour'
      : `${nameOf(by)} ${stepVerbs[step]}`,
  /** The reason and the learning are already on the page. */
  quote: step === 'asked' || step === 'answered' ? words : undefined,
});

/** Who had the review, if its last step was the automatic release; else null. */
function wentBackFrom({ steps }: Flag): string | null {
  const last = steps.at(-1);
  return last?.step === 'lapsed' ? last.by : null;
}

/** The status of a flag as one sentence for the viewer. */
export function statusOf(flag: Flag, meId: string, nameOf: Names): string {
  switch (flag.state) {
    case 'waiting':
      return wentBackFrom(flag) === meId
        ? 'This went back by itself, because nothing happened here for half an hour.'
        : 'Nobody has this now.';
    case 'taken':
      return flag.assignedTo === meId
        ? 'You have taken this.'
        : `${nameOf(flag.assignedTo ?? '')} has taken this.`;
    case 'closed':
      return `${nameOf(flag.assignedTo ?? '')} closed this.`;
    case 'withdrawn':
      return `${nameOf(flag.raisedBy)} took this back.`;
  }
}
