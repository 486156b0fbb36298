import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { pageReadings, pages } from '#drizzle/schema/pages';
import { mustReadDays, type PageReading } from '#shared/pages';
import { isA, type Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { erasedAtOnce } from '../platform/erasing.ts';

type ReadingRow = typeof pageReadings.$inferSelect;

/** A person's own readings; everybody's in the helpline for a manager. Neither the times nor the order in which they were made leave this file. */
export async function readingsFor(db: Db, viewer: Viewer): Promise<PageReading[]> {
  const { pageId, personId, helplineId } = pageReadings;
  const whose = isA(viewer, 'manager') ? eq(helplineId, viewer.helplineId) : eq(personId, viewer.id);
  return db.select({ pageId, personId }).from(pageReadings).where(whose).orderBy(pageId, personId);
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
