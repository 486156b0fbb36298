import { and, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { handovers } from '#drizzle/schema/handovers';
import type { Handover } from '#shared/handovers';
import type { Shift } from '#shared/shifts';
import { isA, type Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import type { Change } from '../platform/live/commands/command.ts';

type HandoverRow = typeof handovers.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
export const toHandover = (row: HandoverRow): Handover => ({
  id: row.id,
  version: row.version,
  shiftId: row.shiftId,
  shiftStartsAt: row.shiftStartsAt.toISOString(),
  toShiftId: row.toShiftId,
  toStartsAt: isoTime(row.toStartsAt),
  toIds: row.toIds,
  finishedBy: row.finishedBy,
  finishedAt: isoTime(row.finishedAt),
  acceptedBy: row.acceptedBy,
  acceptedAt: isoTime(row.acceptedAt),
});

export async function handoverOfShift(tx: Tx, helplineId: string, shiftId: string): Promise<Handover | null> {
  const [row] = await tx
    .select()
    .from(handovers)
    .where(and(eq(handovers.shiftId, shiftId), eq(handovers.helplineId, helplineId)));
  return row ? toHandover(row) : null;
}

/** The handovers of these shifts, which are begun here unless they exist. */
export async function beginHandovers(
  { tx, helplineId, version }: Pick<Change, 'tx' | 'helplineId' | 'version'>,
  shifts: Pick<Shift, 'id' | 'startsAt'>[],
): Promise<Handover[]> {
  if (shifts.length === 0) return [];
  const rows = await tx
    .insert(handovers)
    .values(
      shifts.map(({ id, startsAt }) => ({
        id: uuidv7(),
        helplineId,
        version,
        shiftId: id,
        shiftStartsAt: new Date(startsAt),
      })),
    )
    .onConflictDoUpdate({ target: handovers.shiftId, set: { version } })
    .returning();
  return rows.map(toHandover);
}

type HandoverChange = Partial<Omit<HandoverRow, 'id' | 'helplineId' | 'shiftId' | 'shiftStartsAt'>>;

export async function changeHandover(tx: Tx, id: string, change: HandoverChange): Promise<Handover> {
  const [row] = await tx.update(handovers).set(change).where(eq(handovers.id, id)).returning();
  return toHandover(row!);
}

export const latestHandover = latestOfHelpline(handovers);

/** Everything that has not been erased and that a manager or one of the two pairs may see. */
export async function handoversChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Handover[]> {
  const theirs = [sql`${viewer.id}::uuid = any(${handovers.toIds})`];
  if (viewer.shiftIds.length > 0) theirs.push(inArray(handovers.shiftId, viewer.shiftIds));
  const rows = await tx
    .select()
    .from(handovers)
    .where(
      and(
        eq(handovers.helplineId, viewer.helplineId),
        gt(handovers.version, since),
        isA(viewer, 'manager') ? undefined : or(...theirs),
      ),
    );
  return rows.map(toHandover);
}
