import { and, eq, gt, inArray, lte, or, sql, type SQL } from 'drizzle-orm';
import { listenings } from '#drizzle/schema/listenings';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import type { Listening } from '#shared/listenings';
import { closesHoursAfter, placeNumbers } from '#shared/shifts';
import { isA, type Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isOneOf } from '../platform/database/one-of.ts';

type ListeningRow = typeof listenings.$inferSelect & { personName: string; pairIds: string[] };

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toListening = (row: ListeningRow): Listening => ({
  id: row.id,
  version: row.version,
  shiftId: row.shiftId,
  personId: row.personId,
  personName: row.personName,
  state: row.state,
  yesIds: row.yesIds,
  audience: { pairIds: row.pairIds },
});

const columns = {
  personName: sql<string>`(select w.first_name from ${people} w where w.id = ${listenings}.person_id)`,
  pairIds: sql<
    string[]
  >`array(select p.person_id from ${places} p where p.shift_id = ${listenings}.shift_id order by 1)`,
};

async function selectListenings(tx: Tx, where: SQL | undefined): Promise<Listening[]> {
  const rows = await tx
    .select({ listening: listenings, ...columns })
    .from(listenings)
    .where(where);
  return rows.map(({ listening, ...more }) => toListening({ ...listening, ...more }));
}

export async function listeningById(tx: Tx, helplineId: string, id: string): Promise<Listening | null> {
  const [row] = await selectListenings(tx, and(eq(listenings.id, id), eq(listenings.helplineId, helplineId)));
  return row ?? null;
}

export async function insertListening(
  tx: Tx,
  row: Omit<typeof listenings.$inferInsert, 'state' | 'yesIds'>,
): Promise<Listening> {
  await tx.insert(listenings).values({ ...row, state: 'asked' });
  return (await selectListenings(tx, eq(listenings.id, row.id)))[0]!;
}

type ListeningChange = Pick<typeof listenings.$inferInsert, 'version' | 'state' | 'yesIds'>;

/** Fields that are left out stay unchanged. */
export async function changeListenings(tx: Tx, ids: string[], change: ListeningChange): Promise<Listening[]> {
  if (ids.length === 0) return [];
  await tx.update(listenings).set(change).where(isOneOf(listenings.id, ids));
  return selectListenings(tx, isOneOf(listenings.id, ids));
}

const isOpen = inArray(listenings.state, ['asked', 'agreed']);

/** Those in which this person would listen along. */
export const openListeningsOf = (tx: Tx, personId: string): Promise<{ id: string; startsAt: Date }[]> =>
  tx
    .select({ id: listenings.id, startsAt: listenings.shiftStartsAt })
    .from(listenings)
    .where(and(isOpen, eq(listenings.personId, personId)));

/** The ids of those whose shift was moved or cancelled, has an empty place, or was left by somebody who had said yes. */
export function staleListenings(tx: Tx, helplineId: string): Promise<string[]> {
  const ofIt = sql`p.shift_id = ${listenings}.shift_id`;
  const isStale = sql`(
    not exists (select from ${shifts} s where s.id = ${listenings}.shift_id
      and s.state = 'planned' and s.starts_at = ${listenings}.shift_starts_at)
    or (select count(*) from ${places} p where ${ofIt}) < ${placeNumbers.length}
    or exists (select from unnest(${listenings}.yes_ids) as said (id)
      where not exists (select from ${places} p where ${ofIt} and p.person_id = said.id)))`;
  return idsOf(tx, and(isOpen, eq(listenings.helplineId, helplineId), isStale));
}

async function idsOf(tx: Tx, where: SQL | undefined): Promise<string[]> {
  const rows = await tx.select({ id: listenings.id }).from(listenings).where(where);
  return rows.map(({ id }) => id);
}

export const latestListening = latestOfHelpline(listenings);

export function listeningsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Listening[]> {
  const ofPair = sql`exists (
    select from ${places} p where p.shift_id = ${listenings}.shift_id and p.person_id = ${viewer.id}::uuid)`;
  return selectListenings(
    tx,
    and(
      eq(listenings.helplineId, viewer.helplineId),
      gt(listenings.version, since),
      isA(viewer, 'manager') ? undefined : or(eq(listenings.personId, viewer.id), ofPair),
    ),
  );
}

/** Deletes them once nothing more can be written about their shift. */
export async function eraseOldListenings(tx: Tx, now: Date) {
  const closed = tx
    .select({ id: shifts.id })
    .from(shifts)
    .where(lte(shifts.endsAt, new Date(now.getTime() - closesHoursAfter * 3_600_000)));
  return tx
    .delete(listenings)
    .where(inArray(listenings.shiftId, closed))
    .returning({ helplineId: listenings.helplineId });
}
