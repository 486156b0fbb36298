import { and, eq, gt, isNotNull, isNull, lte, not, or } from 'drizzle-orm';
import { followUps } from '#drizzle/schema/follow-ups';
import type { FollowUp } from '#shared/follow-ups';
import { isA, type Viewer } from '#shared/viewer';
import { retentionDays } from '#shared/retention';
import { isCallHeld, isFollowUpHeld } from '../legal-holds/held-queries.ts';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { isoTime } from '../platform/database/times.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type FollowUpRow = typeof followUps.$inferSelect;

/** Each follow-up has its own key, because it outlives the debrief or review that it comes from. */
export const sealedFollowUps = sealedTable(followUps, {
  columns: { words: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'follow-up', subjectId: id }),
});

const toFollowUp = async (tx: Tx, row: FollowUpRow): Promise<FollowUp> =>
  followUpIn(await sealedFollowUps.openOne(tx, row));

const toFollowUps = async (tx: Tx, rows: FollowUpRow[]): Promise<FollowUp[]> =>
  (await sealedFollowUps.openWhole(tx, rows)).map(followUpIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const followUpIn = (row: FollowUpRow): FollowUp => ({
  id: row.id,
  version: row.version,
  source: row.source,
  words: row.words,
  dueOn: row.dueOn,
  raisedBy: row.raisedBy,
  raisedAt: row.raisedAt.toISOString(),
  forId: row.forId,
  withId: row.withId,
  callId: row.callId,
  takenAt: isoTime(row.takenAt),
  doneBy: row.doneBy,
  doneAt: isoTime(row.doneAt),
});

/** Days after completion for which follow-ups are in a first welcome. */
const recentDays = 30;

export async function insertFollowUp(tx: Tx, followUp: typeof followUps.$inferInsert): Promise<FollowUp> {
  const sealed = await sealedFollowUps.seal(tx, followUp);
  const [row] = await tx.insert(followUps).values(sealed).returning();
  return toFollowUp(tx, row!);
}

export async function insertFollowUps(
  tx: Tx,
  agreed: (typeof followUps.$inferInsert)[],
): Promise<FollowUp[]> {
  if (agreed.length === 0) return [];
  const sealed = await sealedFollowUps.sealAll(tx, agreed);
  return toFollowUps(tx, await tx.insert(followUps).values(sealed).returning());
}

export async function followUpById(tx: Tx, helplineId: string, id: string): Promise<FollowUp | null> {
  const [row] = await tx
    .select()
    .from(followUps)
    .where(and(eq(followUps.id, id), eq(followUps.helplineId, helplineId)));
  return row ? toFollowUp(tx, row) : null;
}

type FollowUpChange = Partial<
  Pick<typeof followUps.$inferInsert, 'forId' | 'takenAt' | 'doneBy' | 'doneAt'>
> & { version: number };

export async function changeFollowUp(tx: Tx, id: string, change: FollowUpChange): Promise<FollowUp> {
  const [row] = await tx.update(followUps).set(change).where(eq(followUps.id, id)).returning();
  return toFollowUp(tx, row!);
}

/** Does those of these follow-ups that are still open. */
export async function finishFollowUps(
  tx: Tx,
  ids: string[],
  done: { version: number; doneBy: string; doneAt: Date },
): Promise<FollowUp[]> {
  if (ids.length === 0) return [];
  const isOpen = and(isOneOf(followUps.id, ids), isNull(followUps.doneAt));
  return toFollowUps(tx, await tx.update(followUps).set(done).where(isOpen).returning());
}

/** The open follow-up of this call; null if there is none. */
export async function openFollowUpOfCall(tx: Tx, callId: string): Promise<FollowUp | null> {
  const [row] = await tx
    .select()
    .from(followUps)
    .where(and(eq(followUps.callId, callId), isNull(followUps.doneAt)));
  return row ? toFollowUp(tx, row) : null;
}

/** Makes this person's open follow-ups, or those of one source, available to any manager. What a one-to-one gave them to do stays between its two. */
export async function passOnFollowUps(
  tx: Tx,
  personId: string,
  version: number,
  source?: FollowUp['source'],
): Promise<FollowUp[]> {
  const ofOneToOne = and(eq(followUps.source, 'gathering'), isNotNull(followUps.withId));
  const isTheirs = and(eq(followUps.forId, personId), isNull(followUps.doneAt), not(ofOneToOne!));
  const rows = await tx
    .update(followUps)
    .set({ forId: null, takenAt: null, version })
    .where(source ? and(isTheirs, eq(followUps.source, source)) : isTheirs)
    .returning();
  return toFollowUps(tx, rows);
}

/** Claims the follow-ups that have come due, each only once, with the people to remind. */
export async function takeDueFollowUps(
  tx: Tx,
  helplineId: string,
  today: string,
  now: Date,
): Promise<FollowUp[]> {
  const due = and(isNull(followUps.doneAt), isNull(followUps.remindedAt), lte(followUps.dueOn, today));
  const rows = await tx
    .update(followUps)
    .set({ remindedAt: now })
    .where(and(eq(followUps.helplineId, helplineId), due))
    .returning();
  return toFollowUps(tx, rows);
}

export const latestFollowUp = latestOfHelpline(followUps);

export async function followUpsChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<FollowUp[]> {
  const mine = [followUps.forId, followUps.withId, followUps.raisedBy].map((column) => eq(column, viewer.id));
  if (isA(viewer, 'manager')) mine.push(isNull(followUps.forId), eq(followUps.source, 'call'));
  const recent = gt(followUps.doneAt, daysBefore(now, recentDays));
  const rows = await tx
    .select()
    .from(followUps)
    .where(
      and(
        eq(followUps.helplineId, viewer.helplineId),
        gt(followUps.version, since),
        or(...mine),
        since === 0 ? or(isNull(followUps.doneAt), recent) : undefined,
      ),
    );
  return toFollowUps(tx, rows);
}

export async function eraseOldFollowUps(tx: Tx, now: Date) {
  const old = lte(followUps.doneAt, daysBefore(now, retentionDays.followUps));
  const gone = await tx
    .delete(followUps)
    .where(and(old, not(isCallHeld(now, followUps.callId)), not(isFollowUpHeld(now))))
    .returning({ id: followUps.id, helplineId: followUps.helplineId });
  await destroyKeysOf(tx, 'follow-up', gone);
  return gone;
}
