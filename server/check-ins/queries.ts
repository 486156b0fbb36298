import { and, eq, gt, inArray, lte, not, or, sql, type SQL } from 'drizzle-orm';
import { checkIns } from '#drizzle/schema/check-ins';
import type { CheckIn } from '#shared/check-ins';
import { isA, type Viewer } from '#shared/viewer';
import { retentionDays } from '#shared/retention';
import { isPersonHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { destroyKeys } from '../platform/encryption/destroy-queries.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type CheckInRow = typeof checkIns.$inferSelect;

/** The check-ins of a shift have their own key, because their retention differs from that of its messages and calls. */
export const sealedCheckIns = sealedTable(checkIns, {
  columns: { heaviness: text, said: text, wentWell: text },
  scopeOf: ({ helplineId, shiftId }) => ({ helplineId, purpose: 'check-ins', subjectId: shiftId }),
});

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toCheckIn = async (tx: Tx, row: CheckInRow): Promise<CheckIn> =>
  checkInIn(await sealedCheckIns.openOne(tx, row));

export const checkInIn = ({ askAgainAt, askedAgainAt, at, ...row }: CheckInRow): CheckIn => ({
  id: row.id,
  version: row.version,
  personId: row.personId,
  shiftId: row.shiftId,
  when: row.when,
  heaviness: row.heaviness,
  said: row.said,
  wentWell: row.wentWell,
  askAgainAt: isoTime(askAgainAt),
  askedAgainAt: isoTime(askedAgainAt),
  sharedWith: row.sharedWith,
  at: at.toISOString(),
});

/** Days of check-ins that a first welcome brings. */
const recentDays = 14;

/** What this person said of a shift: one check-in for each time at which they said something. */
export async function checkInsOf(tx: Tx, personId: string, shiftId: string): Promise<CheckIn[]> {
  const rows = await tx
    .select()
    .from(checkIns)
    .where(and(eq(checkIns.personId, personId), eq(checkIns.shiftId, shiftId)));
  return (await sealedCheckIns.open(tx, rows)).map(checkInIn);
}

/** One per person, shift and time: a later check-in replaces the content and keeps the first id, which `checkIn` has. */
export async function keepCheckIn(tx: Tx, helplineId: string, checkIn: CheckIn): Promise<CheckIn> {
  const sealed = await sealedCheckIns.seal(tx, {
    ...checkIn,
    helplineId,
    askAgainAt: dateOf(checkIn.askAgainAt),
    askedAgainAt: dateOf(checkIn.askedAgainAt),
    at: new Date(checkIn.at),
  });
  const { version, heaviness, said, wentWell, askAgainAt, sharedWith, at } = sealed;
  const [row] = await tx
    .insert(checkIns)
    .values(sealed)
    .onConflictDoUpdate({
      target: [checkIns.personId, checkIns.shiftId, checkIns.when],
      set: { version, heaviness, said, wentWell, askAgainAt, sharedWith, at },
    })
    .returning();
  return toCheckIn(tx, row!);
}

const dateOf = (instant: string | null) => (instant === null ? null : new Date(instant));

export const latestCheckIn = latestOfHelpline(checkIns);

export async function checkInsChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<CheckIn[]> {
  const shared = (audience: CheckIn['sharedWith'], where?: SQL) =>
    and(eq(checkIns.sharedWith, audience), where);
  const visible = [eq(checkIns.personId, viewer.id)];
  if (isA(viewer, 'manager')) visible.push(shared('managers')!);
  if (viewer.shiftIds.length > 0)
    visible.push(shared('partner', inArray(checkIns.shiftId, viewer.shiftIds))!);
  const recent = gt(checkIns.at, daysBefore(now, recentDays));
  const rows = await tx
    .select()
    .from(checkIns)
    .where(
      and(
        eq(checkIns.helplineId, viewer.helplineId),
        gt(checkIns.version, since),
        or(...visible),
        since === 0 ? recent : undefined,
      ),
    );
  return (await sealedCheckIns.openWhole(tx, rows)).map(checkInIn);
}

/** Erases check-ins at the end of their retention, and the key of a shift with its last one. */
export async function eraseOldCheckIns(tx: Tx, now: Date) {
  const old = lte(checkIns.at, daysBefore(now, retentionDays.checkIns));
  const gone = await tx
    .delete(checkIns)
    .where(and(old, not(isPersonHeld(now, checkIns.personId))))
    .returning({ shiftId: checkIns.shiftId, helplineId: checkIns.helplineId });
  const shiftIds = [...new Set(gone.map(({ shiftId }) => shiftId))];
  const left = sql`select shift_id from ${checkIns} where shift_id = any(${sql.param(shiftIds)})`;
  await destroyKeys(tx, 'check-ins', sql`select unnest(${sql.param(shiftIds)}::uuid[]) except (${left})`);
  return gone;
}
