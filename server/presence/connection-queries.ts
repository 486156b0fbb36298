import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { presences } from '#drizzle/schema/presence';
import type { Presence } from '#shared/presence';
import type { Db, Tx } from '../platform/database/db.ts';
import { openShiftIds } from '../people/window-queries.ts';
import { toPresence, withName } from './queries.ts';

/** Marks a person as connected, or not, in the shifts they are in. Leaves rows that have the value already unchanged. */
export async function setConnected(
  tx: Tx,
  personId: string,
  version: number,
  connected: boolean,
  now: Date,
  staleSince?: Date,
): Promise<Presence[]> {
  const changed = await tx
    .update(presences)
    .set({ version, connected, lastHeardAt: now })
    .where(saysOtherwise(personId, connected, now, staleSince))
    .returning(withName);
  return changed.map(toPresence);
}

/** Only in an open shift can somebody become connected; they can become disconnected at any time. */
const saysOtherwise = (personId: string, connected: boolean, now: Date, staleSince?: Date) =>
  and(
    eq(presences.personId, personId),
    isNull(presences.leftAt),
    eq(presences.connected, !connected),
    staleSince && lt(presences.lastHeardAt, staleSince),
    connected ? sql`${presences.shiftId} = any(${openShiftIds(sql`${personId}::uuid`, now)})` : undefined,
  );

/** Whether `setConnected` would change anything. Checked first, so that an unchanged state takes no version. */
export async function wouldChangeConnected(
  db: Db,
  personId: string,
  connected: boolean,
  now: Date,
  staleSince?: Date,
): Promise<boolean> {
  const [row] = await db
    .select({ id: presences.id })
    .from(presences)
    .where(saysOtherwise(personId, connected, now, staleSince))
    .limit(1);
  return row !== undefined;
}
