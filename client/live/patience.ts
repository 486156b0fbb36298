/** How long a command may go without an answer before it is sent again. */
export const answerWithin = 5_000;
/** How long before a command without an answer is called "not sent yet" on the screen. */
export const saySoAfter = 4_000;
const longestRest = 8_000;

/** A rest that doubles with each attempt, jittered so that everybody does not return at once. */
export function restBefore(attempt: number, chance = Math.random()): number {
  const full = Math.min(250 * 2 ** attempt, longestRest);
  return full / 2 + (full / 2) * chance;
}
