import { and, eq, gt } from 'drizzle-orm';
import { meetingPlaces } from '#drizzle/schema/meetings';
import type { MeetingPlace } from '#shared/meeting-places';
import type { Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';

type PlaceRow = typeof meetingPlaces.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toPlace = (row: PlaceRow): MeetingPlace => ({
  id: row.id,
  version: row.version,
  name: row.name,
  address: row.address,
  borough: row.borough,
  opening: row.opening,
  wayOut: row.wayOut,
  signal: row.signal,
  retiredAt: isoTime(row.retiredAt),
});

export async function insertPlace(tx: Tx, row: typeof meetingPlaces.$inferInsert): Promise<MeetingPlace> {
  const [inserted] = await tx.insert(meetingPlaces).values(row).returning();
  return toPlace(inserted!);
}

export async function placeById(tx: Tx, helplineId: string, id: string): Promise<MeetingPlace | null> {
  const [row] = await tx
    .select()
    .from(meetingPlaces)
    .where(and(eq(meetingPlaces.id, id), eq(meetingPlaces.helplineId, helplineId)));
  return row ? toPlace(row) : null;
}

/** Fields that are left out stay unchanged. */
export async function changePlace(
  tx: Tx,
  id: string,
  change: Partial<Omit<PlaceRow, 'id' | 'helplineId'>> & { version: number },
): Promise<MeetingPlace> {
  const [row] = await tx.update(meetingPlaces).set(change).where(eq(meetingPlaces.id, id)).returning();
  return toPlace(row!);
}

/** How many places there are, with those that are not offered any more. */
export const countPlaces = (tx: Tx, helplineId: string): Promise<number> =>
  tx.$count(meetingPlaces, eq(meetingPlaces.helplineId, helplineId));

export const latestPlace = latestOfHelpline(meetingPlaces);

export async function placesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<MeetingPlace[]> {
  const rows = await tx
    .select()
    .from(meetingPlaces)
    .where(and(eq(meetingPlaces.helplineId, viewer.helplineId), gt(meetingPlaces.version, since)));
  return rows.map(toPlace);
}
