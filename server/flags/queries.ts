import { and, eq, gt, inArray, ne, or, sql } from 'drizzle-orm';
import { flags } from '#drizzle/schema/flags';
import { isA, type Viewer } from '#shared/viewer';
import type { Flag, FlagCount, FlagState, FlagStep } from '#shared/flags';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text, textAt } from '../platform/encryption/words-in.ts';

type FlagRow = typeof flags.$inferSelect;
type NewFlag = Omit<typeof flags.$inferInsert, 'state' | 'steps'>;

/** Each flag has its own key, which is destroyed when the flag is withdrawn. */
export const sealedFlags = sealedTable(flags, {
  columns: { note: text, learning: text, theme: text, steps: textAt('words') },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'flag', subjectId: id }),
});

const toFlag = async (tx: Tx, row: FlagRow): Promise<Flag> => flagIn(await sealedFlags.openOne(tx, row));

export const toFlags = async (tx: Tx, rows: FlagRow[]): Promise<Flag[]> =>
  (await sealedFlags.openWhole(tx, rows)).map(flagIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const flagIn = (row: FlagRow): Flag => ({
  id: row.id,
  version: row.version,
  state: row.state,
  callId: row.callId,
  shiftId: row.shiftId,
  reason: row.reason,
  note: row.note,
  askMeFirst: row.askMeFirst,
  raisedBy: row.raisedBy,
  raisedAt: row.raisedAt.toISOString(),
  assignedTo: row.assignedTo,
  learning: row.learning,
  theme: row.theme,
  closedAt: isoTime(row.closedAt),
  steps: row.steps,
});

/** Days after raising or closing for which flags are in a first welcome. */
const recentDays = 90;

export async function insertFlag(tx: Tx, flag: NewFlag): Promise<Flag> {
  const raised: FlagStep = { step: 'raised', by: flag.raisedBy, at: flag.raisedAt.toISOString() };
  const [row] = await tx
    .insert(flags)
    .values(await sealedFlags.seal(tx, { ...flag, state: 'waiting' as const, steps: [raised] }))
    .returning();
  return toFlag(tx, row!);
}

export async function flagById(tx: Tx, helplineId: string, id: string): Promise<Flag | null> {
  const [row] = await tx
    .select()
    .from(flags)
    .where(and(eq(flags.id, id), eq(flags.helplineId, helplineId)));
  return row ? toFlag(tx, row) : null;
}

/** Flags of a call that were not withdrawn. */
export async function standingFlagsOf(tx: Tx, callId: string): Promise<Flag[]> {
  const rows = await tx
    .select()
    .from(flags)
    .where(and(eq(flags.callId, callId), ne(flags.state, 'withdrawn')));
  return toFlags(tx, rows);
}

export const latestFlag = latestOfHelpline(flags);

/** Sends a withdrawn flag only to those who may have seen it before. */
export async function flagsChangedSince(tx: Tx, viewer: Viewer, since: number, now: Date): Promise<Flag[]> {
  const mine = [eq(flags.raisedBy, viewer.id)];
  if (viewer.shiftIds.length > 0) mine.push(inArray(flags.shiftId, viewer.shiftIds));
  const visible = isA(viewer, 'supervisor') ? undefined : or(...mine);
  const firstDay = daysBefore(now, recentDays);
  const recent = or(gt(flags.raisedAt, firstDay), gt(flags.closedAt, firstDay), ne(flags.state, 'closed'));
  const atFirst = since === 0 ? and(ne(flags.state, 'withdrawn'), recent) : undefined;
  const rows = await tx
    .select()
    .from(flags)
    .where(and(eq(flags.helplineId, viewer.helplineId), gt(flags.version, since), visible, atFirst));
  return toFlags(tx, rows);
}

type FlagChange = Partial<
  Pick<FlagRow, 'state' | 'assignedTo' | 'touchedAt' | 'learning' | 'theme' | 'closedAt'>
> & { state: FlagState };

/** Moves a flag to its next state and appends the step. */
export async function takeFlagStep(
  tx: Tx,
  id: string,
  helplineId: string,
  step: FlagStep,
  version: number,
  change: FlagChange,
): Promise<Flag> {
  const sealed = await sealedFlags.seal(tx, { ...change, version, steps: [step] }, { id, helplineId });
  const steps = sql`${flags.steps} || ${JSON.stringify(sealed.steps)}::jsonb`;
  const [row] = await tx
    .update(flags)
    .set({ ...sealed, steps })
    .where(eq(flags.id, id))
    .returning();
  return toFlag(tx, row!);
}

/** Empties a withdrawn flag. The row stays for a while, so that clients that were offline learn that it is gone. */
export async function emptyFlag(tx: Tx, id: string, version: number): Promise<Flag> {
  const nothing = { assignedTo: null, touchedAt: null, learning: null, theme: null, closedAt: null };
  const [row] = await tx
    .update(flags)
    .set({ ...nothing, state: 'withdrawn', note: '', askMeFirst: false, steps: [], version })
    .where(eq(flags.id, id))
    .returning();
  return toFlag(tx, row!);
}

/** Records that the reviewer is still working on it. Nothing visible changes, so the version stays. */
export async function touchFlag(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.update(flags).set({ touchedAt: now }).where(eq(flags.id, id));
}

export async function countFlags(db: Db, helplineId: string, closedSince: Date): Promise<FlagCount> {
  const lately = and(eq(flags.state, 'closed'), gt(flags.closedAt, closedSince));
  const [waiting, taken, closedLately] = await Promise.all(
    [eq(flags.state, 'waiting'), eq(flags.state, 'taken'), lately].map((wanted) =>
      db.$count(flags, and(eq(flags.helplineId, helplineId), wanted)),
    ),
  );
  return { waiting: waiting!, taken: taken!, closedLately: closedLately! };
}
