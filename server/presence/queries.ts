import { and, eq, getTableColumns, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import type { Feeling, OwnState, Presence } from '#shared/presence';
import type { Viewer } from '#shared/people';
import type { Db, Tx } from '../db.ts';
import { openShiftIds } from '../people/queries.ts';

type PresenceRow = typeof presences.$inferSelect & { firstName: string };

/** The only way a row leaves this file. A new column stays private until it is named here. */
const toPresence = ({
  id,
  version,
  shiftId,
  personId,
  firstName,
  connected,
  state,
  feeling,
  ...times
}: PresenceRow): Presence => ({
  id,
  version,
  shiftId,
  personId,
  firstName,
  joinedAt: times.joinedAt.toISOString(),
  leftAt: times.leftAt?.toISOString() ?? null,
  connected,
  lastHeardAt: times.lastHeardAt.toISOString(),
  state,
  stateSince: times.stateSince.toISOString(),
  feeling,
});

const firstName = sql<string>`(select ${people.firstName} from ${people} where ${people.id} = ${presences}.person_id)`;
const withName = { ...getTableColumns(presences), firstName };

export async function presencesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Presence[]> {
  if (viewer.shiftIds.length === 0) return [];
  const rows = await tx
    .select(withName)
    .from(presences)
    .where(and(inArray(presences.shiftId, viewer.shiftIds), gt(presences.version, since)));
  return rows.map(toPresence);
}

/** Joining again after leaving takes up the same row, ready anew. */
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
  } as const;
  const [joined] = await tx
    .insert(presences)
    .values({ ...ids, ...fresh })
    .onConflictDoUpdate({ target: [presences.shiftId, presences.personId], set: fresh })
    .returning(withName);
  return toPresence(joined!);
}

export async function leaveShift(
  tx: Tx,
  shiftId: string,
  personId: string,
  version: number,
  now: Date,
): Promise<Presence | null> {
  const [left] = await tx
    .update(presences)
    .set({ version, leftAt: now, feeling: null })
    .where(and(eq(presences.shiftId, shiftId), eq(presences.personId, personId), isNull(presences.leftAt)))
    .returning(withName);
  return left ? toPresence(left) : null;
}

/**
 * Null when this person has not joined the shift, or has left it. `stateSince` moves only when the state does, and only on; `at`
 * is when the state began, `now` when that was received.
 */
export async function setOwnState(
  tx: Tx,
  where: { shiftId: string; personId: string },
  change: { version: number; state: OwnState; feeling: Feeling | null; at: Date; now: Date },
): Promise<Presence | null> {
  const { version, state, feeling, at, now } = change;
  const isSame = sql`${presences.state} = ${state}`;
  const since = sql`greatest(${presences.stateSince}, ${at.toISOString()}::timestamptz)`;
  const stateSince = sql`case when ${isSame} then ${presences.stateSince} else ${since} end`;
  const stateReceivedAt = sql`case when ${isSame} then ${presences.stateReceivedAt} else ${now.toISOString()}::timestamptz end`;
  const [changed] = await tx
    .update(presences)
    .set({ version, state, feeling, stateSince, stateReceivedAt })
    .where(
      and(
        eq(presences.shiftId, where.shiftId),
        eq(presences.personId, where.personId),
        isNull(presences.leftAt),
      ),
    )
    .returning(withName);
  return changed ? toPresence(changed) : null;
}

/** Marks somebody as connected, or not, in the shifts they are in. Rows that say so already stay as they are. */
export async function setConnected(
  tx: Tx,
  personId: string,
  version: number,
  connected: boolean,
  now: Date,
  unheardSince?: Date,
): Promise<Presence[]> {
  const changed = await tx
    .update(presences)
    .set({ version, connected, lastHeardAt: now })
    .where(saysOtherwise(personId, connected, now, unheardSince))
    .returning(withName);
  return changed.map(toPresence);
}

/** Only in an open shift can somebody become connected; they can become disconnected at any time. */
const saysOtherwise = (personId: string, connected: boolean, now: Date, unheardSince?: Date) =>
  and(
    eq(presences.personId, personId),
    isNull(presences.leftAt),
    eq(presences.connected, !connected),
    unheardSince && lt(presences.lastHeardAt, unheardSince),
    connected ? sql`${presences.shiftId} = any(${openShiftIds(sql`${personId}::uuid`, now)})` : undefined,
  );

/** Whether `setConnected` would change anything: asked first, so that a connection that changes nothing takes no version. */
export async function wouldChangeConnected(
  db: Db,
  personId: string,
  connected: boolean,
  now: Date,
  unheardSince?: Date,
): Promise<boolean> {
  const [row] = await db
    .select({ id: presences.id })
    .from(presences)
    .where(saysOtherwise(personId, connected, now, unheardSince))
    .limit(1);
  return row !== undefined;
}

export async function noteHeard(db: Db, personIds: string[], now: Date): Promise<void> {
  if (personIds.length === 0) return;
  await db
    .update(presences)
    .set({ lastHeardAt: now })
    .where(
      and(inArray(presences.personId, personIds), isNull(presences.leftAt), eq(presences.connected, true)),
    );
}

/** Those of these people, all of them connected, who are marked as gone: their last server noted it late. */
export async function connectedAfterAll(
  db: Db,
  personIds: string[],
  now: Date,
): Promise<{ personId: string; helplineId: string }[]> {
  if (personIds.length === 0) return [];
  const isOpen = sql`${presences.shiftId} = any(${openShiftIds(sql`${presences.personId}`, now)})`;
  return db
    .selectDistinct({ personId: presences.personId, helplineId: presences.helplineId })
    .from(presences)
    .where(
      and(
        inArray(presences.personId, personIds),
        isNull(presences.leftAt),
        eq(presences.connected, false),
        isOpen,
      ),
    );
}

/** People marked as connected of whom no server has heard since the given time. */
export async function unheardSince(
  db: Db,
  before: Date,
): Promise<{ personId: string; helplineId: string }[]> {
  return db
    .selectDistinct({ personId: presences.personId, helplineId: presences.helplineId })
    .from(presences)
    .where(and(eq(presences.connected, true), isNull(presences.leftAt), lt(presences.lastHeardAt, before)));
}
