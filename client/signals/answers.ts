import type { SignalAnswer, SignalKind } from '#shared/signals';

/** The one-tap answers to signals that can wait, likeliest first. */
export const answersTo: Record<Exclude<SignalKind, 'support-now'>, SignalAnswer[]> = {
  'sit-with-me': ['with-you', 'five-minutes'],
  'take-the-next-one': ['ill-take-it', 'five-minutes'],
  'talk-when-free': ['with-you', 'five-minutes'],
};
