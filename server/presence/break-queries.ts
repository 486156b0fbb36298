import { and, eq, isNull, lte } from 'drizzle-orm';
import { presences } from '#drizzle/schema/presence';
import type { Presence } from '#shared/presence';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { toPresence, withName } from './queries.ts';

const isOver = (now: Date) =>
  and(eq(presences.state, 'taking-a-break'), lte(presences.backAt, now), isNull(presences.leftAt));

export const helplinesWithBreaksOver = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, presences, isOver(now));

/** Whoever was on them is ready, since the time that they said. */
export async function endBreaks(tx: Tx, helplineId: string, version: number, now: Date): Promise<Presence[]> {
  const over = await tx
    .update(presences)
    .set({ version, state: 'ready', stateSince: presences.backAt, stateReceivedAt: now, backAt: null })
    .where(and(eq(presences.helplineId, helplineId), isOver(now)))
    .returning(withName);
  return over.map(toPresence);
}
