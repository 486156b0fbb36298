import { and, eq, gt, isNull, or, sql, type SQL } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { places } from '#drizzle/schema/shifts';
import { swapAsks, swaps } from '#drizzle/schema/swaps';
import type { Swap, SwapAnswer } from '#shared/swaps';
import { isA, type Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { isoTime } from '../platform/database/times.ts';

type SwapRow = typeof swaps.$inferSelect & {
  askedByName: string | null;
  toName: string | null;
  takenByName: string | null;
  asked: { personId: string; answer: SwapAnswer | null }[];
  placeIds: string[];
};

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toSwap = (row: SwapRow): Swap => ({
  id: row.id,
  version: row.version,
  shiftId: row.shiftId,
  kind: row.kind,
  state: row.state,
  askedBy: row.askedBy,
  askedByName: row.askedByName,
  toName: row.toName,
  forShiftIds: row.forShiftIds,
  nobodyLeft: row.nobodyLeft,
  everybodyAsked: row.everybodyAsked,
  takenBy: row.takenBy,
  takenByName: row.takenByName,
  takenAt: isoTime(row.takenAt),
  takingShiftId: row.takingShiftId,
  needs: row.needs,
  asksMe: false,
  answer: null,
  audience: { asked: row.asked, placeIds: row.placeIds },
});

const nameIn = (column: SQL) =>
  sql<string | null>`(select w.first_name from ${people} w where w.id = ${column})`;

const columns = {
  askedByName: nameIn(sql`${swaps}.asked_by`),
  toName: nameIn(sql`${swaps}.to_id`),
  takenByName: nameIn(sql`${swaps}.taken_by`),
  asked: sql<SwapRow['asked']>`coalesce((
    select json_agg(json_build_object('personId', a.person_id, 'answer', a.answer) order by a.person_id)
    from ${swapAsks} a where a.swap_id = ${swaps}.id), '[]'::json)`,
  placeIds: sql<
    string[]
  >`array(select p.person_id from ${places} p where p.shift_id = ${swaps}.shift_id order by 1)`,
};

async function selectSwaps(tx: Tx, where: SQL | undefined): Promise<Swap[]> {
  const rows = await tx
    .select({ swap: swaps, ...columns })
    .from(swaps)
    .where(where)
    .orderBy(swaps.askedAt, swaps.id);
  return rows.map(({ swap, ...more }) => toSwap({ ...swap, ...more }));
}

export const swapsByIds = (tx: Tx, ids: string[]): Promise<Swap[]> =>
  ids.length === 0 ? Promise.resolve([]) : selectSwaps(tx, isOneOf(swaps.id, ids));

export async function swapById(tx: Tx, helplineId: string, id: string): Promise<Swap | null> {
  const [row] = await selectSwaps(tx, and(eq(swaps.id, id), eq(swaps.helplineId, helplineId)));
  return row ?? null;
}

export type NewSwap = Omit<typeof swaps.$inferInsert, 'state'>;

export async function insertSwaps(tx: Tx, rows: NewSwap[]): Promise<void> {
  if (rows.length > 0) await tx.insert(swaps).values(rows.map((row) => ({ ...row, state: 'open' as const })));
}

export type SwapChange = Partial<
  Pick<
    typeof swaps.$inferInsert,
    | 'state'
    | 'nextAskAt'
    | 'takenBy'
    | 'takenAt'
    | 'takingShiftId'
    | 'needs'
    | 'settledBy'
    | 'overAt'
    | 'nobodyLeft'
  >
> & { version: number };

/** Fields that are left out stay unchanged. */
export async function changeSwaps(tx: Tx, ids: string[], change: SwapChange): Promise<Swap[]> {
  if (ids.length === 0) return [];
  await tx.update(swaps).set(change).where(isOneOf(swaps.id, ids));
  return swapsByIds(tx, ids);
}

export async function changeSwap(tx: Tx, id: string, change: SwapChange): Promise<Swap> {
  return (await changeSwaps(tx, [id], change))[0]!;
}

/** Whether this person has asked for this shift already, and it can still come to something. */
export const hasAsked = async (tx: Tx, shiftId: string, personId: string): Promise<boolean> =>
  (await tx.$count(
    swaps,
    and(eq(swaps.shiftId, shiftId), eq(swaps.askedBy, personId), isNull(swaps.overAt)),
  )) > 0;

export async function setAnswer(tx: Tx, swapId: string, personId: string, answer: SwapAnswer): Promise<void> {
  await tx
    .update(swapAsks)
    .set({ answer })
    .where(and(eq(swapAsks.swapId, swapId), eq(swapAsks.personId, personId)));
}

/** Days for which a first welcome brings what has ended. */
const recentDays = 14;

export const latestSwap = latestOfHelpline(swaps);

export async function swapsChangedSince(tx: Tx, viewer: Viewer, since: number, now: Date): Promise<Swap[]> {
  const wasAsked = sql`exists (select from ${swapAsks} a where a.swap_id = ${swaps}.id and a.person_id = ${viewer.id}::uuid)`;
  const sharesIt = sql`exists (select from ${places} p where p.shift_id = ${swaps}.shift_id and p.person_id = ${viewer.id}::uuid)`;
  const theirs = or(eq(swaps.askedBy, viewer.id), eq(swaps.takenBy, viewer.id), wasAsked, sharesIt);
  const recent = or(isNull(swaps.overAt), gt(swaps.overAt, daysBefore(now, recentDays)));
  return selectSwaps(
    tx,
    and(
      eq(swaps.helplineId, viewer.helplineId),
      gt(swaps.version, since),
      isA(viewer, 'manager') ? undefined : theirs,
      since === 0 ? recent : undefined,
    ),
  );
}

/** Requests of this kind for these shifts that can still come to something. */
export const underWayFor = (tx: Tx, shiftIds: string[], kind: Swap['kind']) =>
  tx
    .select({ id: swaps.id, shiftId: swaps.shiftId, state: swaps.state })
    .from(swaps)
    .where(and(isOneOf(swaps.shiftId, shiftIds), eq(swaps.kind, kind), isNull(swaps.overAt)));
