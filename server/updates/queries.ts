import { and, eq, gt, isNull, lt, not, sql } from 'drizzle-orm';
import { personalUpdates } from '#drizzle/schema/updates';
import type { Viewer } from '#shared/viewer';
import type { PersonalUpdate, UpdateKind } from '#shared/updates';
import { retentionDays } from '#shared/retention';
import { isPersonHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { latestIn, reader } from '../platform/database/latest-version.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type UpdateRow = typeof personalUpdates.$inferSelect;
export type NewUpdate = Omit<typeof personalUpdates.$inferInsert, 'seenAt'>;

export const sealedUpdates = sealedTable(personalUpdates, {
  columns: { words: text },
  scopeOf: ({ helplineId, personId }) => ({ helplineId, purpose: 'update', subjectId: personId }),
});

/** Logs and omits an update whose words cannot be opened. */
const toUpdates = async (tx: Tx, rows: UpdateRow[]): Promise<PersonalUpdate[]> =>
  (await sealedUpdates.openWhole(tx, rows)).map(toUpdate);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toUpdate = (row: UpdateRow): PersonalUpdate => ({
  id: row.id,
  version: row.version,
  personId: row.personId,
  kind: row.kind,
  aboutId: row.aboutId,
  shiftId: row.shiftId,
  pageId: row.pageId,
  gatheringId: row.gatheringId,
  by: row.by,
  words: row.words,
  at: row.at.toISOString(),
  seenAt: isoTime(row.seenAt),
});

/** A person has one update per shift: a later change replaces the earlier one and is unseen. */
export async function insertUpdates(tx: Tx, rows: NewUpdate[]): Promise<PersonalUpdate[]> {
  if (rows.length === 0) return [];
  const earlier = await idsOfShiftUpdates(tx, rows);
  const withTheirIds = rows.map((row) => ({ ...row, id: earlier.get(keyOf(row)) ?? row.id }));
  const newest = {
    version: sql`excluded.version`,
    kind: sql`excluded.kind`,
    by: sql`excluded.by`,
    words: sql`excluded.words`,
    at: sql`excluded.at`,
    seenAt: null,
  };
  const written = await tx
    .insert(personalUpdates)
    .values(await sealedUpdates.sealAll(tx, withTheirIds))
    .onConflictDoUpdate({
      target: [personalUpdates.personId, personalUpdates.shiftId],
      targetWhere: sql`${personalUpdates.shiftId} is not null`,
      set: newest,
    })
    .returning();
  return toUpdates(tx, written);
}

const keyOf = ({ personId, shiftId }: Pick<NewUpdate, 'personId' | 'shiftId'>) => `${personId} ${shiftId}`;

/** The ids of the updates that these replace, because words are sealed for the row in which they will stand. */
async function idsOfShiftUpdates(tx: Tx, rows: NewUpdate[]): Promise<Map<string, string>> {
  const shiftIds = rows.flatMap(({ shiftId, words }) => (shiftId && words ? [shiftId] : []));
  if (shiftIds.length === 0) return new Map();
  const { id, personId, shiftId } = personalUpdates;
  const found = await tx
    .select({ id, personId, shiftId })
    .from(personalUpdates)
    .where(
      and(
        isOneOf(
          personId,
          rows.map((row) => row.personId),
        ),
        isOneOf(shiftId, shiftIds),
      ),
    );
  return new Map(found.map((row) => [keyOf(row), row.id]));
}

const unseen = (kind: UpdateKind, personIds: string[]) =>
  and(
    isOneOf(personalUpdates.personId, personIds),
    eq(personalUpdates.kind, kind),
    isNull(personalUpdates.seenAt),
  );

/** Which of these people have an update of this kind that they have not seen. */
export async function withUnseen(tx: Tx, personIds: string[], kind: PersonalUpdate['kind']) {
  const { personId } = personalUpdates;
  const rows = await tx.select({ personId }).from(personalUpdates).where(unseen(kind, personIds));
  return new Set(rows.map((row) => row.personId));
}

export async function updateOf(tx: Tx, personId: string, id: string): Promise<PersonalUpdate | null> {
  const [row] = await tx
    .select()
    .from(personalUpdates)
    .where(and(eq(personalUpdates.id, id), eq(personalUpdates.personId, personId)));
  return row ? ((await toUpdates(tx, [row]))[0] ?? null) : null;
}

export async function setUpdateSeen(
  tx: Tx,
  id: string,
  change: { version: number; seenAt: Date },
): Promise<PersonalUpdate> {
  const [row] = await tx.update(personalUpdates).set(change).where(eq(personalUpdates.id, id)).returning();
  return (await toUpdates(tx, [row!]))[0]!;
}

/** Marks the updates of this kind as seen. */
export async function seeUpdates(
  tx: Tx,
  kind: UpdateKind,
  personIds: string[],
  change: { version: number; seenAt: Date },
): Promise<PersonalUpdate[]> {
  const rows = await tx.update(personalUpdates).set(change).where(unseen(kind, personIds)).returning();
  return toUpdates(tx, rows);
}

export const latestUpdate = latestIn(personalUpdates, eq(personalUpdates.personId, reader.personId));

/** A first welcome brings the unseen updates; a later one also those seen meanwhile in another tab. */
export async function updatesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<PersonalUpdate[]> {
  const rows = await tx
    .select()
    .from(personalUpdates)
    .where(
      and(
        eq(personalUpdates.personId, viewer.id),
        gt(personalUpdates.version, since),
        since === 0 ? isNull(personalUpdates.seenAt) : undefined,
      ),
    );
  return toUpdates(tx, rows);
}

export async function eraseOldUpdates(tx: Tx, now: Date) {
  const old = lt(personalUpdates.at, daysBefore(now, retentionDays.updates));
  const { personId, aboutId, by } = personalUpdates;
  return tx
    .delete(personalUpdates)
    .where(and(old, not(isPersonHeld(now, personId, aboutId, by))))
    .returning({ helplineId: personalUpdates.helplineId });
}
