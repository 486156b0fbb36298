import { and, arrayContains, eq, getTableColumns, gt, inArray, ne, sql, type SQL } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { series } from '#drizzle/schema/series';
import type { Series } from '#shared/series';
import { isA, type Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime, sooner } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type SeriesRow = typeof series.$inferSelect;
type WithPeople = SeriesRow & { people: Series['people'] | null };

export const sealedSeries = sealedTable(series, {
  columns: { knownAs: text, purpose: text, changed: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'series', subjectId: id }),
});

const columns = {
  ...getTableColumns(series),
  people: sql<Series['people'] | null>`(
    select json_agg(json_build_object('id', person.id, 'firstName', person.first_name) order by person.id)
    from ${people} person where person.id = any(${series}.with_ids))`,
};

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const seriesIn = (row: WithPeople): Series => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  state: row.state,
  withIds: row.withIds,
  offeredBy: row.offeredBy,
  offeredAt: row.offeredAt.toISOString(),
  knownAs: row.knownAs,
  purpose: row.purpose,
  most: row.most,
  everyWeeks: row.everyWeeks,
  consentedHow: row.consentedHow,
  consentedOn: row.consentedOn,
  held: row.held,
  reviewedAt: isoTime(row.reviewedAt),
  changed: row.changed,
  sheets: row.sheets,
  toldTeam: row.toldTeam,
  endsBy: isoTime(row.endsBy),
  ending: row.ending,
  endedAt: isoTime(row.endedAt),
  endedBy: row.endedBy,
  people: row.people ?? [],
});

const toSeries = async (tx: Db | Tx, rows: WithPeople[]): Promise<Series[]> =>
  (await sealedSeries.openWhole(tx, rows)).map(seriesIn);

export async function seriesById(tx: Db | Tx, helplineId: string, id: string): Promise<Series | null> {
  const rows = await tx
    .select(columns)
    .from(series)
    .where(and(eq(series.id, id), eq(series.helplineId, helplineId)));
  return (await toSeries(tx, rows))[0] ?? null;
}

export async function seriesByIds(tx: Tx, ids: string[]): Promise<Series[]> {
  if (ids.length === 0) return [];
  return toSeries(tx, await tx.select(columns).from(series).where(inArray(series.id, ids)));
}

export async function insertSeries(tx: Tx, row: typeof series.$inferInsert): Promise<Series> {
  await tx.insert(series).values(await sealedSeries.seal(tx, row));
  return (await seriesById(tx, row.helplineId, row.id))!;
}

export type SeriesChange = Partial<Omit<SeriesRow, 'id' | 'helplineId' | 'eraseAt'>> & {
  version: number;
  eraseAt?: Date | SQL | null;
};

/** Then, or when it was to be erased before, whichever is sooner. */
export const soonest = (at: Date) => sooner(series.eraseAt, at);

/** Fields that are left out stay unchanged. */
export async function changeSeries(
  tx: Tx,
  helplineId: string,
  id: string,
  change: SeriesChange,
): Promise<Series> {
  const sealed = await sealedSeries.seal(tx, change, { id, helplineId });
  await tx.update(series).set(sealed).where(eq(series.id, id));
  return (await seriesById(tx, helplineId, id))!;
}

/** One more meeting of it took place. */
export async function addHeld(tx: Tx, helplineId: string, id: string, version: number): Promise<Series> {
  await tx
    .update(series)
    .set({ version, held: sql`${series.held} + 1` })
    .where(eq(series.id, id));
  return (await seriesById(tx, helplineId, id))!;
}

const isOpen = ne(series.state, 'ended');

/** How many are offered or active. */
export const countOpenSeries = (tx: Tx, helplineId: string): Promise<number> =>
  tx.$count(series, and(eq(series.helplineId, helplineId), isOpen));

/** Those of this person that are offered or active. */
export async function openSeriesOf(tx: Tx, personId: string): Promise<Series[]> {
  const rows = await tx
    .select(columns)
    .from(series)
    .where(and(arrayContains(series.withIds, [personId]), isOpen));
  return toSeries(tx, rows);
}

export const latestSeries = latestOfHelpline(series);

export async function seriesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Series[]> {
  const theirs = isA(viewer, 'manager') ? undefined : arrayContains(series.withIds, [viewer.id]);
  const rows = await tx
    .select(columns)
    .from(series)
    .where(and(eq(series.helplineId, viewer.helplineId), gt(series.version, since), theirs));
  return toSeries(tx, rows);
}
