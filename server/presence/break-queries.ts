import { and, eq, isNull, lte } from 'drizzle-orm';
import { presences } from '#drizzle/schema/presence';
import type { Presence } from '#shared/presence';
import type { Db, Tx } from '../platform/database/db.ts';
import { toPresence, withName } from './queries.ts';

const isOver = (now: Date) =>
  and(eq(presences.state, 'taking-a-break'), lte(presences.backAt, now), isNull(presences.leftAt));

export async function helplinesWithBreaksOver(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ helplineId: presences.helplineId })
    .from(presences)
    .where(isOver(now));
  return rows.map(({ helplineId }) => helplineId);
}

/** Whoever was on them is ready, since the time that they said. */
export async function endBreaks(tx: Tx, helplineId: string, version: number, now: Date): Promise<Presence[]> {
  const over = await tx
    .update(presences)
    .set({ version, state: 'ready', stateSince: presences.backAt, stateReceivedAt: now, backAt: null })
    .where(and(eq(presences.helplineId, helplineId), isOver(now)))
    .returning(withName);
  return over.map(toPresence);
}
