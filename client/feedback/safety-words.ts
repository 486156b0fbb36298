import type { Safety } from '#shared/feedback-safety';

/** Returns a sentence naming the person who marked an answer as a safety concern. `nameOf` returns "You" or a first name. */
export const raisedWords = ({ raisedBy }: Safety, nameOf: (id: string) => string): string =>
  raisedBy === null
    ? 'Whoever wrote it says that it may be about somebody’s safety.'
    : `${nameOf(raisedBy)} said that it may be about somebody’s safety.`;

/** Where it stands. */
export function standingWords(
  { state, assignedTo }: Safety,
  me: string,
  nameOf: (id: string) => string,
): string {
  if (state === 'waiting' || assignedTo === null) return 'It waits for a supervisor or a manager.';
  if (state === 'closed') return `${nameOf(assignedTo)} wrote what came of it:`;
  return assignedTo === me ? 'You have taken it.' : `${nameOf(assignedTo)} has taken it.`;
}
