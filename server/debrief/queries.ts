import { and, eq, gt, inArray, notInArray, or, sql } from 'drizzle-orm';
import { debriefs } from '#drizzle/schema/debrief';
import type { Debrief, DebriefState, DebriefStep } from '#shared/debrief';
import { isA, type Viewer } from '#shared/people';
import type { Tx } from '../db.ts';

type DebriefRow = typeof debriefs.$inferSelect;
type NewDebrief = Omit<typeof debriefs.$inferInsert, 'state' | 'steps'>;

/** The only way a row leaves this file. A new column stays private until it is named here. */
const toDebrief = ({
  id,
  version,
  state,
  urgency,
  askedBy,
  note,
  callIds,
  managerId,
  heldBy,
  offeredFor,
  steps,
}: DebriefRow): Debrief => ({
  id,
  version,
  state,
  urgency,
  askedBy,
  note,
  callIds,
  managerId,
  heldBy,
  offeredFor: offeredFor?.toISOString() ?? null,
  steps,
});

/** How many days after they were asked requests that are over still come with a first welcome. */
const recentDays = 90;

export async function insertDebrief(tx: Tx, debrief: NewDebrief): Promise<Debrief> {
  const asked: DebriefStep = { step: 'asked', by: debrief.askedBy, at: debrief.askedAt.toISOString() };
  const [row] = await tx
    .insert(debriefs)
    .values({ ...debrief, state: 'asked', steps: [asked] })
    .returning();
  return toDebrief(row!);
}

export async function debriefById(tx: Tx, helplineId: string, id: string): Promise<Debrief | null> {
  const [row] = await tx
    .select()
    .from(debriefs)
    .where(and(eq(debriefs.id, id), eq(debriefs.helplineId, helplineId)));
  return row ? toDebrief(row) : null;
}

/** Requests that still keep their calls open to the one who holds them. */
export async function openDebriefsHeldBy(tx: Tx, holder: string): Promise<Debrief[]> {
  const rows = await tx
    .select()
    .from(debriefs)
    .where(and(eq(debriefs.heldBy, holder), notInArray(debriefs.state, ['closed', 'withdrawn'])));
  return rows.map(toDebrief);
}

export async function debriefsChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<Debrief[]> {
  const mine = [eq(debriefs.askedBy, viewer.id), eq(debriefs.managerId, viewer.id)];
  if (isA(viewer, 'manager')) mine.push(sql`${debriefs.managerId} is null`);
  const recent = gt(debriefs.askedAt, new Date(now.getTime() - recentDays * 86_400_000));
  const rows = await tx
    .select()
    .from(debriefs)
    .where(
      and(
        eq(debriefs.helplineId, viewer.helplineId),
        gt(debriefs.version, since),
        or(...mine),
        or(recent, inArray(debriefs.state, ['asked', 'accepted', 'offered', 'agreed', 'held'])),
      ),
    );
  return rows.map(toDebrief);
}

/** Moves a request on and adds the line that says so. */
export async function takeDebriefStep(
  tx: Tx,
  id: string,
  step: DebriefStep & { step: DebriefState },
  version: number,
  change: { heldBy?: string; offeredFor?: Date } = {},
): Promise<Debrief> {
  const steps = sql`${debriefs.steps} || ${JSON.stringify([step])}::jsonb`;
  const [row] = await tx
    .update(debriefs)
    .set({ ...change, version, state: step.step, steps })
    .where(eq(debriefs.id, id))
    .returning();
  return toDebrief(row!);
}
