import { and, eq, gt, isNull, ne, or } from 'drizzle-orm';
import { gatherings } from '#drizzle/schema/gatherings';
import type { Gathering, GatheringKind } from '#shared/gatherings';
import type { Role, Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type GatheringRow = typeof gatherings.$inferSelect;

/** A gathering and its lines share one key, because they are erased together. */
export const sealedGatherings = sealedTable(gatherings, {
  columns: { place: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'gathering', subjectId: id }),
});

const toGatherings = async (tx: Db | Tx, rows: GatheringRow[]): Promise<Gathering[]> =>
  (await sealedGatherings.openWhole(tx, rows)).map(gatheringIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const gatheringIn = (row: GatheringRow): Gathering => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  state: row.state,
  startsAt: row.startsAt.toISOString(),
  minutes: row.minutes,
  place: row.place,
  ledBy: row.ledBy,
  withId: row.withId,
  comingIds: row.comingIds,
  cannotIds: row.cannotIds,
  confirmedIds: row.confirmedIds,
  caughtUpIds: row.caughtUpIds,
  followUpIds: row.followUpIds,
});

export async function insertGathering(tx: Tx, row: typeof gatherings.$inferInsert): Promise<Gathering> {
  const sealed = await sealedGatherings.seal(tx, row);
  return (await toGatherings(tx, await tx.insert(gatherings).values(sealed).returning()))[0]!;
}

export async function gatheringById(tx: Db | Tx, helplineId: string, id: string): Promise<Gathering | null> {
  const rows = await tx
    .select()
    .from(gatherings)
    .where(and(eq(gatherings.id, id), eq(gatherings.helplineId, helplineId)));
  return (await toGatherings(tx, rows))[0] ?? null;
}

type GatheringChange = Partial<Omit<GatheringRow, 'id' | 'helplineId' | 'kind'>> & { version: number };

/** Fields that are left out stay unchanged. */
export async function changeGathering(
  tx: Tx,
  helplineId: string,
  id: string,
  change: GatheringChange,
): Promise<Gathering> {
  const sealed = await sealedGatherings.seal(tx, change, { id, helplineId });
  const rows = await tx.update(gatherings).set(sealed).where(eq(gatherings.id, id)).returning();
  return (await toGatherings(tx, rows))[0]!;
}

/** The planned gathering of this kind that is still to come, of these two or of everybody; null if there is none. */
export async function plannedGathering(
  tx: Tx,
  helplineId: string,
  { kind, ledBy, withId }: { kind: GatheringKind; ledBy: string; withId: string | null },
  now: Date,
): Promise<Gathering | null> {
  const ofTheTwo = and(eq(gatherings.ledBy, ledBy), eq(gatherings.withId, withId ?? ''));
  const rows = await tx
    .select()
    .from(gatherings)
    .where(
      and(
        eq(gatherings.helplineId, helplineId),
        eq(gatherings.kind, kind),
        eq(gatherings.state, 'planned'),
        gt(gatherings.startsAt, now),
        withId === null ? isNull(gatherings.withId) : ofTheTwo,
      ),
    )
    .limit(1);
  return (await toGatherings(tx, rows))[0] ?? null;
}

/** Cancels the one-to-ones still to come that this person leads as a manager, or comes to as a supporter, where that role is lost. */
export async function cancelOneToOnesOf(
  tx: Tx,
  helplineId: string,
  { personId, lost }: { personId: string; lost: Role[] },
  { version, now }: { version: number; now: Date },
): Promise<Gathering[]> {
  const columns = [
    ...(lost.includes('manager') ? [gatherings.ledBy] : []),
    ...(lost.includes('supporter') ? [gatherings.withId] : []),
  ];
  if (columns.length === 0) return [];
  const rows = await tx
    .update(gatherings)
    .set({ version, state: 'cancelled', revisedAt: now })
    .where(
      and(
        eq(gatherings.helplineId, helplineId),
        eq(gatherings.kind, 'one-to-one'),
        eq(gatherings.state, 'planned'),
        gt(gatherings.startsAt, now),
        or(...columns.map((column) => eq(column, personId))),
      ),
    )
    .returning();
  return toGatherings(tx, rows);
}

export const latestGathering = latestOfHelpline(gatherings);

export async function gatheringsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Gathering[]> {
  const rows = await tx
    .select()
    .from(gatherings)
    .where(
      and(
        eq(gatherings.helplineId, viewer.helplineId),
        gt(gatherings.version, since),
        or(
          ne(gatherings.kind, 'one-to-one'),
          eq(gatherings.ledBy, viewer.id),
          eq(gatherings.withId, viewer.id),
        ),
      ),
    );
  return toGatherings(tx, rows);
}
