import { and, eq, lte, sql } from 'drizzle-orm';
import { series, seriesCounts } from '#drizzle/schema/series';
import type { SeriesKind } from '#shared/series';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

const isToEnd = (now: Date) => lte(series.endsBy, now);
const isToErase = (now: Date) => lte(series.eraseAt, now);

/** Whether somebody had said yes to a series, and did not only have it offered. */
export const hadYes = sql<boolean>`${series.consentedOn} is not null`;

export const helplinesWithSeriesToEnd = (db: Db, now: Date) => helplinesWhere(db, series, isToEnd(now));
export const helplinesWithSeriesToErase = (db: Db, now: Date) => helplinesWhere(db, series, isToErase(now));

/** The ids of those whose time is over. */
export async function seriesToEndIds(tx: Tx, helplineId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: series.id })
    .from(series)
    .where(and(eq(series.helplineId, helplineId), isToEnd(now)));
  return rows.map(({ id }) => id);
}

/** What is left of a series: that it was, how it ended, and how many meetings there were; for a few days with the two, whose pages drop the rest. */
const nothing = {
  knownAs: null,
  purpose: null,
  changed: null,
  consentedHow: null,
  consentedOn: null,
  reviewedAt: null,
  sheets: [],
  toldTeam: [],
  eraseAt: null,
};

/** Erases what is written in the series whose time has come, with their keys. Returns what is counted of those to which somebody had said yes. */
export async function eraseDetails(
  tx: Tx,
  helplineId: string,
  { now, version }: { now: Date; version: number },
): Promise<{ id: string; kind: SeriesKind; endedAt: Date | null; hadYes: boolean }[]> {
  const isDue = and(eq(series.helplineId, helplineId), isToErase(now));
  const due = await tx
    .select({
      id: series.id,
      kind: series.kind,
      endedAt: series.endedAt,
      hadYes,
    })
    .from(series)
    .where(isDue);
  await tx
    .update(series)
    .set({ ...nothing, version, erasedAt: now })
    .where(isDue);
  await destroyKeysOf(tx, 'series', due);
  return due;
}

/** Counts one more series of this month and kind. */
export async function countSeries(tx: Tx, counted: { helplineId: string; month: string; kind: SeriesKind }) {
  await tx
    .insert(seriesCounts)
    .values({ ...counted, ended: 1 })
    .onConflictDoUpdate({
      target: [seriesCounts.helplineId, seriesCounts.month, seriesCounts.kind],
      set: { ended: sql`${seriesCounts.ended} + 1` },
    });
}

/** Days for which a row without words is kept, so that every open page has dropped them. */
export const erasedSeriesDays = 7;

/** Deletes the rows of series in which nothing is written any more. */
export const eraseOldSeries = (tx: Tx, now: Date) =>
  tx
    .delete(series)
    .where(lte(series.erasedAt, daysBefore(now, erasedSeriesDays)))
    .returning({ helplineId: series.helplineId });
