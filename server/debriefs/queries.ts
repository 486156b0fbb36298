import { and, eq, gt, inArray, isNotNull, isNull, ne, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { debriefs } from '#drizzle/schema/debriefs';
import { people } from '#drizzle/schema/people';
import type { Debrief, DebriefStep } from '#shared/debriefs';
import { retentionDays } from '#shared/retention';
import { isA, type Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text, textAt } from '../platform/encryption/words-in.ts';

type DebriefRow = typeof debriefs.$inferSelect;
type NewDebrief = Omit<typeof debriefs.$inferInsert, 'state' | 'steps'>;
export type DebriefChange = { [Column in keyof Omit<DebriefRow, 'id' | 'steps'>]?: DebriefRow[Column] };

/** The key scope of a debrief and of its messages: both are erased together. */
export const debriefScope = (helplineId: string, debriefId: string) => ({
  helplineId,
  purpose: 'debrief',
  subjectId: debriefId,
});

export const sealedDebriefs = sealedTable(debriefs, {
  columns: { note: text, closing: textAt('whatHelped'), steps: textAt('words') },
  scopeOf: ({ helplineId, id }) => debriefScope(helplineId, id),
});

const toDebrief = async (tx: Db | Tx, row: DebriefRow): Promise<Debrief> =>
  debriefIn(await sealedDebriefs.openOne(tx, row));

const toDebriefs = async (tx: Db | Tx, rows: DebriefRow[]): Promise<Debrief[]> =>
  (await sealedDebriefs.openWhole(tx, rows)).map(debriefIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const debriefIn = (row: DebriefRow): Debrief => ({
  id: row.id,
  version: row.version,
  state: row.state,
  urgency: row.urgency,
  askedBy: row.askedBy,
  askedAt: row.askedAt.toISOString(),
  shiftId: row.shiftId,
  note: row.note,
  way: row.way,
  callIds: row.callIds,
  managerId: row.managerId,
  mayEscalate: row.mayEscalate,
  responseNeeded: row.responseNeeded,
  escalatedTo: row.escalatedTo,
  seenBy: row.seenBy,
  assignedTo: row.assignedTo,
  offeredFor: isoTime(row.offeredFor),
  sharedWithPartner: row.sharedWithPartner,
  sharedAt: isoTime(row.sharedAt),
  closing: row.closing,
  steps: row.steps,
});

const hasReached = (personId: string) => sql`${debriefs.escalatedTo} @> array[${personId}]::uuid[]`;
const isGoingOn = notInArray(debriefs.state, ['closed', 'withdrawn']);

export async function insertDebrief(tx: Tx, debrief: NewDebrief): Promise<Debrief> {
  const asked: DebriefStep = { step: 'asked', by: debrief.askedBy, at: debrief.askedAt.toISOString() };
  const [row] = await tx
    .insert(debriefs)
    .values(await sealedDebriefs.seal(tx, { ...debrief, state: 'asked' as const, steps: [asked] }))
    .returning();
  return toDebrief(tx, row!);
}

export async function debriefById(tx: Db | Tx, helplineId: string, id: string): Promise<Debrief | null> {
  const [row] = await tx
    .select()
    .from(debriefs)
    .where(and(eq(debriefs.id, id), eq(debriefs.helplineId, helplineId)));
  return row ? toDebrief(tx, row) : null;
}

/** Open requests that are assigned to this person, or that are unassigned and name them or have escalated to them. */
export async function openDebriefsOf(tx: Tx, personId: string): Promise<Debrief[]> {
  const isAsked = or(eq(debriefs.managerId, personId), hasReached(personId));
  const rows = await tx
    .select()
    .from(debriefs)
    .where(and(isGoingOn, or(eq(debriefs.assignedTo, personId), and(isNull(debriefs.assignedTo), isAsked))));
  return toDebriefs(tx, rows);
}

/** Requests that are unassigned or assigned to a suspended person, except those for supervision. */
export async function debriefsWaiting(tx: Tx, helplineId: string): Promise<Debrief[]> {
  const suspended = tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.helplineId, helplineId), isNotNull(people.suspendedAt)));
  const rows = await tx
    .select()
    .from(debriefs)
    .where(
      and(
        eq(debriefs.helplineId, helplineId),
        or(eq(debriefs.state, 'asked'), and(isGoingOn, inArray(debriefs.assignedTo, suspended))),
        ne(debriefs.urgency, 'keep-for-supervision'),
      ),
    );
  return toDebriefs(tx, rows);
}

export const latestDebrief = latestOfHelpline(debriefs);

export async function debriefsChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<Debrief[]> {
  const visible: (SQL | undefined)[] = [
    eq(debriefs.askedBy, viewer.id),
    eq(debriefs.managerId, viewer.id),
    eq(debriefs.assignedTo, viewer.id),
    hasReached(viewer.id),
  ];
  if (isA(viewer, 'manager')) visible.push(isNull(debriefs.managerId));
  if (viewer.shiftIds.length > 0)
    visible.push(and(sql`${debriefs.sharedWithPartner}`, inArray(debriefs.shiftId, viewer.shiftIds)));
  const isKept = gt(debriefs.overAt, daysBefore(now, retentionDays.debriefs));
  const rows = await tx
    .select()
    .from(debriefs)
    .where(
      and(
        eq(debriefs.helplineId, viewer.helplineId),
        gt(debriefs.version, since),
        or(...visible),
        or(isNull(debriefs.overAt), isKept),
      ),
    );
  return toDebriefs(tx, rows);
}

/** Moves a request to its next state and appends the steps. */
export async function takeDebriefSteps(
  tx: Tx,
  { id, steps }: Debrief,
  helplineId: string,
  taken: DebriefStep[],
  change: DebriefChange & { version: number },
): Promise<Debrief> {
  return changeDebrief(tx, id, helplineId, { ...change, steps: [...steps, ...taken] });
}

export async function changeDebrief(
  tx: Tx,
  id: string,
  helplineId: string,
  change: Partial<DebriefRow>,
): Promise<Debrief> {
  const sealed = await sealedDebriefs.seal(tx, change, { id, helplineId });
  const [row] = await tx.update(debriefs).set(sealed).where(eq(debriefs.id, id)).returning();
  return toDebrief(tx, row!);
}
