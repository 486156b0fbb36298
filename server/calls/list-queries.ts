import { and, desc, eq, isNotNull, lt, or, type SQL } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import type { Viewer } from '#shared/viewer';
import type { Db } from '../platform/database/db.ts';
import { toCalls } from './queries.ts';

export const ownCallsBefore = (db: Db, viewer: Viewer, before: Date, most: number) =>
  callsBefore(db, viewer, or(eq(calls.takenBy, viewer.id), eq(calls.assignedTo, viewer.id)), before, most);

export const endedCallsBefore = (db: Db, viewer: Viewer, before: Date, most: number) =>
  callsBefore(db, viewer, isNotNull(calls.endedAt), before, most);

/** Calls started before the given instant, newest first. */
async function callsBefore(
  db: Db,
  { helplineId }: Viewer,
  wanted: SQL | undefined,
  before: Date,
  most: number,
) {
  const rows = await db
    .select()
    .from(calls)
    .where(and(eq(calls.helplineId, helplineId), wanted, lt(calls.startedAt, before)))
    .orderBy(desc(calls.startedAt))
    .limit(most);
  return toCalls(db, rows);
}
