import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { presences } from '#drizzle/schema/presence';
import { isOneOf } from '../platform/database/one-of.ts';
import type { Db } from '../platform/database/db.ts';
import { openShiftIds } from '../people/window-queries.ts';

/** Milliseconds. A sweep skips rows with a more recent heartbeat, and so writes only about half of them. */
const freshMs = 7_000;

export async function recordHeartbeat(db: Db, personIds: string[], now: Date): Promise<void> {
  if (personIds.length === 0) return;
  await db
    .update(presences)
    .set({ lastHeardAt: now })
    .where(
      and(
        isOneOf(presences.personId, personIds),
        isNull(presences.leftAt),
        eq(presences.connected, true),
        lt(presences.lastHeardAt, new Date(now.getTime() - freshMs)),
      ),
    );
}

/** Those of these connected people who are marked as disconnected, because their last server recorded it late. */
export async function wronglyMarkedAway(
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
        isOneOf(presences.personId, personIds),
        isNull(presences.leftAt),
        eq(presences.connected, false),
        isOpen,
      ),
    );
}

/** People marked as connected without a heartbeat on any server since the given time. */
export async function staleSince(db: Db, before: Date): Promise<{ personId: string; helplineId: string }[]> {
  return db
    .selectDistinct({ personId: presences.personId, helplineId: presences.helplineId })
    .from(presences)
    .where(and(eq(presences.connected, true), isNull(presences.leftAt), lt(presences.lastHeardAt, before)));
}
