import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { shifts } from '#drizzle/schema/shifts';
import { shiftFor, type Shift, type ShiftAudience } from '#shared/shifts';
import type { Tx } from '../platform/database/db.ts';
import { forEachAudience, selectShifts, toShift } from './queries.ts';

/**
 * Marks a shift as changed; for each audience only if its view of the row has changed.
 * `before` is the earlier shift: without it, a shift that was never changed counts as new to every audience.
 */
export async function touchShift(
  tx: Tx,
  helplineId: string,
  shiftId: string,
  version: number,
  before?: Shift,
): Promise<Shift> {
  const [shift] = await markShifts(tx, helplineId, [shiftId], version, versionIfNew(version, before));
  return shift!;
}

export const touchShifts = (tx: Tx, helplineId: string, ids: string[], version: number): Promise<Shift[]> =>
  markShifts(tx, helplineId, ids, version, versionIfNew(version));

/**
 * For changes that only the pair and the managers see, such as presence: nobody else can infer, even from the time of a change,
 * who comes and goes.
 */
export async function touchShiftForPair(
  tx: Tx,
  helplineId: string,
  shiftId: string,
  version: number,
): Promise<Shift> {
  const [shift] = await touchShiftsForPair(tx, helplineId, [shiftId], version);
  return shift!;
}

export const touchShiftsForPair = (
  tx: Tx,
  helplineId: string,
  ids: string[],
  version: number,
): Promise<Shift[]> =>
  markShifts(tx, helplineId, ids, version, (audience, { version: earlier }, last, digest) =>
    audience === 'pair' && last?.digest !== digest
      ? { digest, version }
      : (last ?? { digest, version: earlier }),
  );

type AudienceVersion = { digest: string; version: number };
type VersionFor = (
  audience: ShiftAudience,
  shift: Shift,
  last: AudienceVersion | undefined,
  digest: string,
) => AudienceVersion;

const versionIfNew =
  (version: number, before?: Shift): VersionFor =>
  (audience, { version: earlier }, last, digest) => {
    const known = last ?? (before && { digest: digestFor(audience, before), version: earlier });
    return known?.digest === digest ? known : { digest, version };
  };

async function markShifts(
  tx: Tx,
  helplineId: string,
  ids: string[],
  version: number,
  versionFor: VersionFor,
): Promise<Shift[]> {
  if (ids.length === 0) return [];
  const rows = await selectShifts(tx, and(inArray(shifts.id, ids), eq(shifts.helplineId, helplineId)));
  const marked = rows.map((row) => {
    const shift = toShift(row);
    const audienceVersions = forEachAudience((audience) =>
      versionFor(audience, shift, row.audienceVersions[audience], digestFor(audience, shift)),
    );
    return { ...row, version, audienceVersions };
  });
  const audienceVersions = JSON.stringify(
    Object.fromEntries(marked.map((row) => [row.id, row.audienceVersions])),
  );
  await tx
    .update(shifts)
    .set({ version, audienceVersions: sql`${audienceVersions}::text::jsonb -> ${shifts.id}::text` })
    .where(inArray(shifts.id, ids));
  return marked.map(toShift);
}

/** Compares digests, so that names and phone numbers are not stored in a second place. */
const digestFor = (audience: ShiftAudience, shift: Shift) =>
  createHash('sha256')
    .update(JSON.stringify({ ...shiftFor(audience, shift), version: 0 }))
    .digest('base64url');
