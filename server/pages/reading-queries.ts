import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { pageReadings, pages } from '#drizzle/schema/pages';
import { mustReadDays, type PageReading } from '#shared/pages';
import { isA, type Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { erasedAtOnce } from '../platform/erasing.ts';

type ReadingRow = typeof pageReadings.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toReading = ({ id, pageId, personId, readAt }: ReadingRow): PageReading => ({
  id,
  pageId,
  personId,
  readAt: readAt.toISOString(),
});

/** A person's own readings; everybody's in the helpline for a manager. */
export async function readingsFor(db: Db, viewer: Viewer): Promise<PageReading[]> {
  const whose = isA(viewer, 'manager')
    ? eq(pageReadings.helplineId, viewer.helplineId)
    : eq(pageReadings.personId, viewer.id);
  return (await db.select().from(pageReadings).where(whose)).map(toReading);
}

/** One row per page and person: reading it again moves its time. */
export async function noteReading(tx: Tx, reading: ReadingRow): Promise<void> {
  const { readAt, version } = reading;
  await tx
    .insert(pageReadings)
    .values(reading)
    .onConflictDoUpdate({
      target: [pageReadings.pageId, pageReadings.personId],
      set: { readAt, version },
    });
}

export async function forgetReadings(tx: Tx, pageId: string): Promise<void> {
  await tx.delete(pageReadings).where(eq(pageReadings.pageId, pageId));
}

/** Deletes who has read a page that nobody is asked to read any more. */
export async function eraseOldReadings(tx: Tx, now: Date) {
  const isOver = or(isNull(pages.mustReadSince), lt(pages.mustReadSince, daysBefore(now, mustReadDays)));
  const over = tx
    .select({ id: pageReadings.id })
    .from(pageReadings)
    .innerJoin(pages, and(eq(pages.id, pageReadings.pageId), isOver))
    .limit(erasedAtOnce);
  return tx
    .delete(pageReadings)
    .where(inArray(pageReadings.id, over))
    .returning({ helplineId: pageReadings.helplineId });
}
