import { beginningOf, shiftTimesOf } from '#shared/opening-hours';
import { patternPlan } from '#shared/pattern-plan';
import { patternsFrom, type PatternPreview } from '#shared/patterns';
import { weeksLaidOut, type OpeningPattern } from '#shared/shifts';
import { patternedById, patternsOf } from '../helpline/queries.ts';
import type { Db } from '../platform/database/db.ts';
import { laidOutUntil } from './lay-out-queries.ts';
import { shiftsByIds } from './queries.ts';

type Asked = { from: string; lines: OpeningPattern };

/** What a pattern would do from this day on, by the rule that its change follows. */
export async function patternPreview(
  db: Db,
  helplineId: string,
  { from: day, lines }: Asked,
  now: Date,
): Promise<PatternPreview> {
  const helpline = await patternedById(db, helplineId);
  const { timeZone } = helpline;
  const patterns = patternsOf({
    ...helpline,
    patternChanges: patternsFrom(helpline.patternChanges, day, lines),
  });
  const from = new Date(Math.max(now.getTime(), beginningOf(day, timeZone).getTime()));
  const to = new Date(from.getTime() + weeksLaidOut * 7 * 86_400_000);
  const laidOut = await laidOutUntil(db, { now, until: to }, helplineId);
  const { replace, leave } = patternPlan(patterns, timeZone, laidOut, { from, to });
  const made = shiftTimesOf(patterns, timeZone, from, to).filter(({ startsAt }) => startsAt >= from);
  return {
    made: made.map(({ startsAt, endsAt }) => ({
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
    replaced: replace.length,
    left: await shiftsByIds(
      db,
      helplineId,
      leave.map(({ id }) => id),
    ),
  };
}
