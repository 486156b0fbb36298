import { and, eq, isNull, sql } from 'drizzle-orm';
import { presences } from '#drizzle/schema/presence';
import type { Feeling, OwnState, Presence } from '#shared/presence';
import type { Tx } from '../platform/database/db.ts';
import { prepared } from '../platform/database/prepared.ts';
import { toPresence, withName } from './queries.ts';

const value = (name: string) => sql.placeholder(name);
const isSame = sql`${presences.state} = ${value('state')}`;
const setState = prepared((db) =>
  db
    .update(presences)
    .set({
      version: sql`${value('version')}::bigint`,
      state: sql`${value('state')}::text`,
      feeling: sql`${value('feeling')}::text`,
      backAt: sql`${value('backAt')}::timestamptz`,
      stateSince: sql`case when ${isSame} then ${presences.stateSince} else greatest(${presences.stateSince}, ${value('at')}::timestamptz) end`,
      stateReceivedAt: sql`case when ${isSame} then ${presences.stateReceivedAt} else ${value('now')}::timestamptz end`,
    })
    .where(
      and(
        eq(presences.shiftId, value('shiftId')),
        eq(presences.personId, value('personId')),
        isNull(presences.leftAt),
      ),
    )
    .returning(withName),
);

/**
 * Null if this person has not joined the shift, or has left it. `stateSince` changes only with the state, and only forwards; `at`
 * is when the state began, `now` when that was received.
 */
export async function setOwnState(
  tx: Tx,
  where: { shiftId: string; personId: string },
  change: {
    version: number;
    state: OwnState;
    feeling: Feeling | null;
    backAt?: Date | null;
    at: Date;
    now: Date;
  },
): Promise<Presence | null> {
  const { backAt, at, now, ...said } = change;
  const instants = {
    backAt: backAt?.toISOString() ?? null,
    at: at.toISOString(),
    now: now.toISOString(),
  };
  const [changed] = await setState(tx, { ...where, ...said, ...instants });
  return changed ? toPresence(changed) : null;
}
