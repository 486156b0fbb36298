import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { presences } from '#drizzle/schema/presence';
import { awayStates, type Feeling, type OwnState, type Presence } from '#shared/presence';
import type { Tx } from '../platform/database/db.ts';
import { prepared } from '../platform/database/prepared.ts';
import { isoTime } from '../platform/database/times.ts';
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
      offerBreak: sql`${value('offers')}::boolean or (${value('keepsOffer')}::boolean and ${presences.offerBreak})`,
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
 * is when the state began, `now` when that was received. `offer` of a break: raised by a hard call, otherwise kept or dropped.
 */
export async function setOwnState(
  tx: Tx,
  where: { shiftId: string; personId: string },
  change: {
    version: number;
    state: OwnState;
    feeling: Feeling | null;
    backAt?: Date | null;
    offer: 'raise' | 'keep' | 'drop';
    at: Date;
    now: Date;
  },
): Promise<Presence | null> {
  const { backAt, offer, at, now, ...said } = change;
  const instants = {
    backAt: isoTime(backAt),
    at: at.toISOString(),
    now: now.toISOString(),
  };
  const offers = { offers: offer === 'raise', keepsOffer: offer === 'keep' };
  const [changed] = await setState(tx, { ...where, ...said, ...instants, ...offers });
  return changed ? toPresence(changed) : null;
}

/** Offers a break to somebody whose call turned out to be an emergency. Null if it is offered already, or they have left. */
export async function offerBreak(
  tx: Tx,
  { shiftId, personId }: { shiftId: string; personId: string },
  version: number,
): Promise<Presence | null> {
  const [changed] = await tx
    .update(presences)
    .set({ version, offerBreak: true })
    .where(
      and(
        eq(presences.shiftId, shiftId),
        eq(presences.personId, personId),
        isNull(presences.leftAt),
        eq(presences.offerBreak, false),
      ),
    )
    .returning(withName);
  return changed ? toPresence(changed) : null;
}

/** Whether this person takes a break or has stepped away, which ends only by their own word or time. */
export async function isResting(tx: Tx, shiftId: string, personId: string): Promise<boolean> {
  const found = await tx.$count(
    presences,
    and(
      eq(presences.shiftId, shiftId),
      eq(presences.personId, personId),
      inArray(presences.state, [...awayStates]),
    ),
  );
  return found > 0;
}
