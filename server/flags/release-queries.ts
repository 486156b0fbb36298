import { and, eq, lte, sql, type SQL } from 'drizzle-orm';
import { flags } from '#drizzle/schema/flags';
import { idleMinutes, type Flag } from '#shared/flags';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { toFlags } from './queries.ts';

const isIdle = (now: Date) =>
  and(eq(flags.state, 'taken'), lte(flags.touchedAt, new Date(now.getTime() - idleMinutes * 60_000)));

export const helplinesWithIdleFlags = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, flags, isIdle(now));

/** Releases the flags of a person who can no longer review them. */
export const releaseFlagsOf = (tx: Tx, personId: string, version: number, now: Date): Promise<Flag[]> =>
  release(tx, and(eq(flags.state, 'taken'), eq(flags.assignedTo, personId)), 'released', version, now);

/** Releases flags without recent work, each only once. */
export const releaseIdleFlags = (tx: Tx, helplineId: string, version: number, now: Date): Promise<Flag[]> =>
  release(tx, and(eq(flags.helplineId, helplineId), isIdle(now)), 'lapsed', version, now);

async function release(
  tx: Tx,
  where: SQL | undefined,
  step: 'lapsed' | 'released',
  version: number,
  now: Date,
): Promise<Flag[]> {
  const line = sql`jsonb_build_object('step', ${step}::text, 'by', ${flags.assignedTo}, 'at', ${now.toISOString()}::text)`;
  const rows = await tx
    .update(flags)
    .set({
      state: 'waiting',
      assignedTo: null,
      touchedAt: null,
      version,
      steps: sql`${flags.steps} || jsonb_build_array(${line})`,
    })
    .where(where)
    .returning();
  return toFlags(tx, rows);
}
