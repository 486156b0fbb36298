import type { SignalAnswer, SignalKind } from '#shared/signals';

/** What can be answered in one tap to what can wait, the likeliest first. */
export const answersTo: Record<Exclude<SignalKind, 'support-now'>, SignalAnswer[]> = {
  'sit-with-me': ['with-you', 'five-minutes'],
  'take-the-next-one': ['ill-take-it', 'five-minutes'],
  'talk-when-free': ['with-you', 'five-minutes'],
};
