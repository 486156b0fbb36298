/** What became of a call back that was promised. One that was taken out of the record was none, and is not counted. */
export const callBackWords = {
  'in-time': 'Reached by the end of the agreed time',
  later: 'Reached later',
  'not-wanted': 'They asked us not to',
  'no-answer': 'We tried, and nobody answered',
  'not-tried': 'Let go without ringing',
  unsettled: 'Nobody wrote down what became of it',
} as const;
export type CallBackBecame = keyof typeof callBackWords;

/** How soon a manager or supervisor had seen a debrief that was asked for. */
export const seenWords = {
  'quarter-hour': 'Within 15 minutes',
  hour: 'Within an hour',
  'half-day': 'Within 12 hours',
  later: 'Later',
  'taken-back': 'Taken back before anybody had seen it',
  supervision: 'Kept for supervision, where nobody waits',
} as const;
/** Those that are kept for supervision are counted from the requests. */
export type DebriefSeen = Exclude<keyof typeof seenWords, 'supervision'>;

/**
 * Counts that are kept by the month, each with its slugs. Call backs by the month in which they were settled, debriefs by that of asking,
 * courses of people who were erased by that in which they were done.
 */
export type MonthlySlugs = { 'call-backs': CallBackBecame; 'debriefs-seen': DebriefSeen; courses: 'done' };
export type CountedMonthly = keyof MonthlySlugs;

/** In which band a debrief falls that was first seen after so many milliseconds. */
export function seenAfter(ms: number): DebriefSeen {
  const minutes = ms / 60_000;
  if (minutes <= 15) return 'quarter-hour';
  if (minutes <= 60) return 'hour';
  return minutes <= 720 ? 'half-day' : 'later';
}
