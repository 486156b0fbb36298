import { signalAnswerWords, type SignalAnswer, type SignalKind } from '#shared/signals';

/** What can be answered in one tap, the likeliest first. */
export const answersTo: Record<SignalKind, SignalAnswer[]> = {
  'sit-with-me': ['with-you', 'five-minutes'],
  'take-the-next-one': ['ill-take-it', 'five-minutes'],
  'talk-when-free': ['with-you', 'five-minutes'],
  'support-now': ['with-you', 'five-minutes'],
};

export const inQuotes = (answer: SignalAnswer) => `“${signalAnswerWords[answer]}”`;
