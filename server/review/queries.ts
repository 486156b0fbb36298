import { and, eq, gt, inArray, notInArray, or, sql } from 'drizzle-orm';
import { flags } from '#drizzle/schema/review';
import { isA, type Viewer } from '#shared/people';
import type { Flag, FlagState, FlagStep } from '#shared/review';
import type { Tx } from '../db.ts';

type FlagRow = typeof flags.$inferSelect;
type NewFlag = Omit<typeof flags.$inferInsert, 'state' | 'steps'>;

/** The only way a row leaves this file. A new column stays private until it is named here. */
const toFlag = ({
  id,
  version,
  state,
  callId,
  shiftId,
  reason,
  note,
  raisedBy,
  raisedAt,
  takenBy,
  learning,
  steps,
}: FlagRow): Flag => ({
  id,
  version,
  state,
  callId,
  shiftId,
  reason,
  note,
  raisedBy,
  raisedAt: raisedAt.toISOString(),
  takenBy,
  learning,
  steps,
});

/** How many days after they were raised closed flags still come with a first welcome. */
const recentDays = 90;

export async function insertFlag(tx: Tx, flag: NewFlag): Promise<Flag> {
  const raised: FlagStep = { step: 'raised', by: flag.raisedBy, at: flag.raisedAt.toISOString() };
  const [row] = await tx
    .insert(flags)
    .values({ ...flag, state: 'waiting', steps: [raised] })
    .returning();
  return toFlag(row!);
}

export async function flagById(tx: Tx, helplineId: string, id: string): Promise<Flag | null> {
  const [row] = await tx
    .select()
    .from(flags)
    .where(and(eq(flags.id, id), eq(flags.helplineId, helplineId)));
  return row ? toFlag(row) : null;
}

/** Flags of a call that were not taken back. */
export async function standingFlagsOf(tx: Tx, callId: string): Promise<Flag[]> {
  const rows = await tx
    .select()
    .from(flags)
    .where(and(eq(flags.callId, callId), sql`${flags.state} <> 'withdrawn'`));
  return rows.map(toFlag);
}

export async function flagsChangedSince(tx: Tx, viewer: Viewer, since: number, now: Date): Promise<Flag[]> {
  const mine = [eq(flags.raisedBy, viewer.id)];
  if (viewer.shiftIds.length > 0) mine.push(inArray(flags.shiftId, viewer.shiftIds));
  const inSight = isA(viewer, 'supervisor') ? undefined : or(...mine);
  const recent = gt(flags.raisedAt, new Date(now.getTime() - recentDays * 86_400_000));
  const wanted = or(recent, notInArray(flags.state, ['closed', 'withdrawn']));
  const rows = await tx
    .select()
    .from(flags)
    .where(and(eq(flags.helplineId, viewer.helplineId), gt(flags.version, since), inSight, wanted));
  return rows.map(toFlag);
}

/** Moves a flag on and adds the line that says so. */
export async function takeFlagStep(
  tx: Tx,
  id: string,
  step: FlagStep,
  version: number,
  change: { state: FlagState; takenBy?: string | null; learning?: string; note?: string },
): Promise<Flag> {
  const steps = sql`${flags.steps} || ${JSON.stringify([step])}::jsonb`;
  const [row] = await tx
    .update(flags)
    .set({ ...change, version, steps })
    .where(eq(flags.id, id))
    .returning();
  return toFlag(row!);
}
