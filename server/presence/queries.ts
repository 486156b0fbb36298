import { and, eq, getTableColumns, gt, inArray, isNull, sql } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { places } from '#drizzle/schema/shifts';
import type { Presence } from '#shared/presence';
import type { Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { prepared } from '../platform/database/prepared.ts';
import { findRow } from '../platform/database/rows.ts';
import { isoTime } from '../platform/database/times.ts';

type PresenceRow = typeof presences.$inferSelect & { firstName: string };

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
export const toPresence = ({
  id,
  version,
  shiftId,
  personId,
  firstName,
  connected,
  state,
  feeling,
  offerBreak,
  ...times
}: PresenceRow): Presence => ({
  id,
  version,
  shiftId,
  personId,
  firstName,
  joinedAt: times.joinedAt.toISOString(),
  leftAt: isoTime(times.leftAt),
  connected,
  lastHeardAt: times.lastHeardAt.toISOString(),
  state,
  stateSince: times.stateSince.toISOString(),
  feeling,
  backAt: isoTime(times.backAt),
  offerBreak,
});

const firstName = sql<string>`(select ${people.firstName} from ${people} where ${people.id} = ${presences}.person_id)`;
export const withName = { ...getTableColumns(presences), firstName };

export const latestPresence = latestOfHelpline(presences);

export async function presencesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Presence[]> {
  const shiftIds = [...viewer.shiftIds, ...viewer.besideIds];
  if (shiftIds.length === 0) return [];
  return (await findChanged(tx, { shiftIds, since })).map(toPresence);
}

const findChanged = prepared((db) =>
  db
    .select(withName)
    .from(presences)
    .where(
      and(
        isOneOf(presences.shiftId, sql.placeholder('shiftIds')),
        gt(presences.version, sql.placeholder('since')),
      ),
    ),
);

/** Everybody who has joined this shift and still has a place in it. */
export async function presencesIn(tx: Tx, shiftId: string): Promise<Presence[]> {
  const hasPlace = sql`exists (select from ${places}
    where ${places.shiftId} = ${presences.shiftId} and ${places.personId} = ${presences.personId})`;
  const rows = await tx
    .select(withName)
    .from(presences)
    .where(and(eq(presences.shiftId, shiftId), hasPlace));
  return rows.map(toPresence);
}

/** Joining again after leaving reuses the row, in the state *ready*. */
export async function joinShift(
  tx: Tx,
  row: { id: string; helplineId: string; version: number; shiftId: string; personId: string; now: Date },
): Promise<Presence> {
  const { now, ...ids } = row;
  const fresh = {
    version: row.version,
    joinedAt: now,
    leftAt: null,
    connected: true,
    lastHeardAt: now,
    state: 'ready',
    stateSince: now,
    stateReceivedAt: now,
    feeling: null,
    backAt: null,
    offerBreak: false,
  } as const;
  const [joined] = await tx
    .insert(presences)
    .values({ ...ids, ...fresh })
    .onConflictDoUpdate({ target: [presences.shiftId, presences.personId], set: fresh })
    .returning(withName);
  return toPresence(joined!);
}

export const leaveShift = async (
  tx: Tx,
  shiftId: string,
  personId: string,
  version: number,
  now: Date,
): Promise<Presence | null> => (await leaveShifts(tx, [shiftId], personId, version, now))[0] ?? null;

/** Shifts they were not in stay as they are. */
export async function leaveShifts(
  tx: Tx,
  shiftIds: string[],
  personId: string,
  version: number,
  now: Date,
): Promise<Presence[]> {
  if (shiftIds.length === 0) return [];
  const inThem = and(
    inArray(presences.shiftId, shiftIds),
    eq(presences.personId, personId),
    isNull(presences.leftAt),
  );
  const left = await tx
    .update(presences)
    .set({ version, leftAt: now, feeling: null, offerBreak: false })
    .where(inThem)
    .returning(withName);
  return left.map(toPresence);
}

/** Whether this person has an active call. */
export async function isOnACall(tx: Tx, personId: string): Promise<boolean> {
  return Boolean(await findRow(tx, calls, { assignedTo: personId, state: 'active' }));
}
