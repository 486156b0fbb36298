import { and, desc, eq, or } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import { callAsSeenBy, type Call } from '#shared/calls';
import type { FlaggedLine, LogFilters } from '#shared/call-log';
import type { Viewer } from '#shared/viewer';
import { toCalls } from '../calls/queries.ts';
import type { Db } from '../platform/database/db.ts';
import { isoTime } from '../platform/database/times.ts';
import { callsMatching, structureColumns, structureOf, type Between } from './filter-queries.ts';

/** The calls that this person took or has, opened, newest first. */
export async function ownCallsMatching(
  db: Db,
  viewer: Viewer,
  filters: LogFilters,
  between: Between,
  most: number,
): Promise<Call[]> {
  const mine = or(eq(calls.takenBy, viewer.id), eq(calls.assignedTo, viewer.id));
  const rows = await db
    .select()
    .from(calls)
    .where(and(mine, callsMatching(viewer.helplineId, filters, between)))
    .orderBy(desc(calls.startedAt))
    .limit(most);
  const opened = await toCalls(db, rows);
  return opened.flatMap((call) => callAsSeenBy(viewer, call) ?? []);
}

/** The flagged calls of a helpline, newest first, without who took them and without a word that was written. */
export async function flaggedCallsMatching(
  db: Db,
  { helplineId }: Viewer,
  filters: LogFilters,
  between: Between,
  most: number,
): Promise<FlaggedLine[]> {
  const rows = await db
    .select({ id: calls.id, ...structureColumns })
    .from(calls)
    .where(and(calls.flagged, callsMatching(helplineId, filters, between)))
    .orderBy(desc(calls.startedAt))
    .limit(most);
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.startedAt.toISOString(),
    endedAt: isoTime(row.endedAt),
    ...structureOf(row),
  }));
}
