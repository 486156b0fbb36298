import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { kits } from '#drizzle/schema/kits';
import { places, shifts } from '#drizzle/schema/shifts';
import { instant, type Db, type Tx } from '../platform/database/db.ts';

/** `nearIds`: the people of the running shifts and of the next, with a second line that begins at the same time. `lookAgainAt`: when a shift begins or ends; null for never. */
export type Near = { nearIds: string[]; scopeSeen: number; lookAgainAt: Date | null };

type Found = { near: string[]; scope: number; look_again_at: string | null };

export async function nearOf(tx: Tx, helplineId: string, now: Date): Promise<Near> {
  const at = instant(now);
  const [found] = await tx.execute<Found>(sql`
    select helpline.scope::float8 as scope,
      array(select distinct place.person_id from ${places} place where place.shift_id in (
        select running.id from ${shifts} running
        where running.helpline_id = helpline.id and running.state = 'planned'
          and running.starts_at <= ${at} and running.ends_at > ${at}
        union all
        select next.id from ${shifts} next
        where next.helpline_id = helpline.id and next.state = 'planned' and next.starts_at = (
          select min(ahead.starts_at) from ${shifts} ahead
          where ahead.helpline_id = helpline.id and ahead.state = 'planned' and ahead.starts_at > ${at})
      ) order by place.person_id) as near,
      (select min(boundary) from ${shifts} shift, lateral (values (shift.starts_at), (shift.ends_at)) as both_ends (boundary)
        where shift.helpline_id = helpline.id and shift.ends_at > ${at} and boundary > ${at}) as look_again_at
    from ${helplines} helpline where helpline.id = ${helplineId}`);
  const { near, scope, look_again_at } = found!;
  return {
    nearIds: near,
    scopeSeen: scope,
    lookAgainAt: look_again_at === null ? null : new Date(look_again_at),
  };
}

/** In use, and the rota has changed since the last look, a shift has begun or ended, or calls ring on somebody’s own phone no longer. */
export async function helplinesWithKitsToFollow(db: Db, now: Date): Promise<string[]> {
  const isToFollow = or(
    sql`${kits.scopeSeen} is distinct from ${helplines.scope}`,
    lte(kits.lookAgainAt, now),
    lte(kits.lineUntil, now),
  );
  const rows = await db
    .selectDistinct({ helplineId: kits.helplineId })
    .from(kits)
    .innerJoin(helplines, eq(helplines.id, kits.helplineId))
    .where(and(isNull(kits.retiredAt), isToFollow));
  return rows.map(({ helplineId }) => helplineId);
}
