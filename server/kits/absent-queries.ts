import { and, eq, isNull, sql } from 'drizzle-orm';
import { kits } from '#drizzle/schema/kits';
import { places, shifts } from '#drizzle/schema/shifts';
import { instant, type Db, type Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';

export type Whom = 'pair' | 'manager';
/** Minutes before a shift at which each is told that neither of its two has a bag. */
const minutesBefore = { pair: 120, manager: 60 };
const toldOf = { pair: kits.pairToldOf, manager: kits.managerToldOf };

/** A shift that begins soon, with somebody in it, of a helpline with bags of which neither of the two has one, and not told yet. */
const isWithout = (now: Date, whom: Whom) => {
  const at = instant(now);
  return and(
    sql`${shifts.startsAt} > ${at} and ${shifts.startsAt} <= ${at} + make_interval(mins => ${minutesBefore[whom]}::int)`,
    sql`exists (select from ${places} where ${places.shiftId} = ${shifts.id})`,
    sql`exists (select from ${kits} where ${kits.helplineId} = ${shifts.helplineId} and ${kits.retiredAt} is null
      and (${toldOf[whom]} is null or ${toldOf[whom]} < ${shifts.startsAt}))`,
    sql`not exists (select from ${kits} join ${places} on ${places.personId} = ${kits.holderId}
      where ${places.shiftId} = ${shifts.id} and ${kits.helplineId} = ${shifts.helplineId}
        and ${kits.retiredAt} is null and ${kits.missingAt} is null)`,
  );
};

export const helplinesWithout = (whom: Whom) => (db: Db, now: Date) =>
  helplinesWhere(db, shifts, isWithout(now, whom));

/** Claims the next shift without a bag, and a second line that begins at the same time, only once. */
export async function takeShiftsWithout(
  tx: Tx,
  helplineId: string,
  now: Date,
  whom: Whom,
): Promise<string[]> {
  const found = await tx
    .select({ id: shifts.id, startsAt: shifts.startsAt })
    .from(shifts)
    .where(and(eq(shifts.helplineId, helplineId), isWithout(now, whom)))
    .orderBy(shifts.startsAt);
  const [first] = found;
  if (!first) return [];
  await tx
    .update(kits)
    .set(whom === 'pair' ? { pairToldOf: first.startsAt } : { managerToldOf: first.startsAt })
    .where(and(eq(kits.helplineId, helplineId), isNull(kits.retiredAt)));
  const isNext = ({ startsAt }: typeof first) => startsAt.getTime() === first.startsAt.getTime();
  return found.filter(isNext).map(({ id }) => id);
}
