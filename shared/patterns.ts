import * as v from 'valibot';
import { day, id } from './shapes.ts';
import { openingPattern, type OpeningPattern, type Shift } from './shifts.ts';

/** A pattern, and the day from which it counts; null for the one that counts from the beginning. */
export type PatternFrom = { from: string | null; lines: OpeningPattern };

/** More lines than three a day are a mistake. */
export const mostLines = 21;

export const patternLines = v.pipe(openingPattern, v.minLength(1), v.maxLength(mostLines));

export const patternCommands = {
  /** `basedOn`: the digest of the patterns that the sender saw. */
  'shift:changePattern': v.strictObject({
    changeId: id,
    from: day,
    lines: patternLines,
    basedOn: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))),
  }),
};

/** The current pattern of the service. */
export const usualPattern: OpeningPattern = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  opensAt: weekday < 6 ? '18:00' : '12:00',
  closesAt: '00:00',
}));

/** The pattern with which the service began. */
export const firstPattern: OpeningPattern = [6, 7].flatMap((weekday) => [
  { weekday, opensAt: '08:00', closesAt: '14:00' },
  { weekday, opensAt: '20:00', closesAt: '02:00' },
]);

const dayLong = 24 * 60;
const weekLong = 7 * dayLong;
const minutesIn = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Minutes since Monday's midnight; the end of Sunday's night lies beyond the week. */
function spanOf({ weekday, opensAt, closesAt }: OpeningPattern[number]) {
  const from = (weekday - 1) * dayLong + minutesIn(opensAt);
  const lasts = (minutesIn(closesAt) - minutesIn(opensAt) + dayLong) % dayLong;
  return { from, to: from + lasts };
}

export type PatternProblem = { line: number; sentence: string };

/** What is wrong with the first wrong line (counted from 0), as a sentence; null if nothing is. */
export function patternProblem(lines: OpeningPattern): PatternProblem | null {
  for (const [line, one] of lines.entries()) {
    const { from, to } = spanOf(one);
    if (from === to) return { line, sentence: 'This line ends when it begins. Choose another end.' };
    const isInTheWay = lines.slice(0, line).some((other) => {
      const span = spanOf(other);
      return [-weekLong, 0, weekLong].some((week) => from + week < span.to && to + week > span.from);
    });
    if (isInTheWay)
      return { line, sentence: 'This line overlaps one above it. Two lines may touch, not overlap.' };
  }
  return null;
}

/** The patterns once `lines` count from the day `from` on: what was to begin on that day or later makes way. */
export const patternsFrom = (changes: PatternFrom[], from: string, lines: OpeningPattern): PatternFrom[] => [
  ...changes.filter((one) => one.from !== null && one.from < from),
  { from, lines },
];

/** What managers read of the pattern. `digest` goes into `basedOn`. */
export type PatternPage = { patterns: PatternFrom[]; digest: string };

/** Instants in ISO 8601. */
type Times = Pick<Shift, 'startsAt' | 'endsAt'>;
/**
 * What a new pattern would do. `made`: the shifts that it makes in the four weeks from its first day on. `replaced`: how many empty
 * shifts make way. `left`: shifts that stay as they are, because somebody has a place in them or they were moved by hand.
 */
export type PatternPreview = { made: Times[]; replaced: number; left: Shift[] };
