import { and, eq, getTableColumns, gt, isNull, notExists, or, sql, type SQL } from 'drizzle-orm';
import { places, shifts } from '#drizzle/schema/shifts';
import { signals } from '#drizzle/schema/signals';
import { windsDownMinutesAfter } from '#shared/shifts';
import type { Viewer } from '#shared/viewer';
import type { GivenAnswer, Signal } from '#shared/signals';
import { daysBefore } from '../platform/clock.ts';
import type { Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { prepared } from '../platform/database/prepared.ts';
import { isoTime } from '../platform/database/times.ts';

type SignalRow = typeof signals.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toSignal = ({
  id,
  version,
  shiftId,
  kind,
  callId,
  raisedBy,
  raisedAt,
  receivedAt,
  answers,
  answer,
  answeredBy,
  answeredAt,
  loweredAt,
  escalatedTo,
  seenBy,
}: SignalRow): Signal => ({
  id,
  version,
  shiftId,
  kind,
  callId,
  raisedBy,
  raisedAt: raisedAt.toISOString(),
  receivedAt: receivedAt.toISOString(),
  answers,
  answer,
  answeredBy,
  answeredAt: isoTime(answeredAt),
  loweredAt: isoTime(loweredAt),
  escalatedTo,
  seenBy,
});

export async function insertSignal(tx: Tx, signal: typeof signals.$inferInsert): Promise<Signal> {
  const [row] = await tx.insert(signals).values(signal).returning();
  return toSignal(row!);
}

export async function signalById(tx: Tx, helplineId: string, id: string): Promise<Signal | null> {
  const [row] = await tx
    .select()
    .from(signals)
    .where(and(eq(signals.id, id), eq(signals.helplineId, helplineId)));
  return row ? toSignal(row) : null;
}

/** This person's request for support in the shift that is not lowered; null for none. */
export async function standingSupport(tx: Tx, shiftId: string, raisedBy: string): Promise<Signal | null> {
  const isTheirs = and(eq(signals.shiftId, shiftId), eq(signals.raisedBy, raisedBy));
  const [row] = await tx
    .select()
    .from(signals)
    .where(and(isTheirs, eq(signals.kind, 'support-now'), isNull(signals.loweredAt)));
  return row ? toSignal(row) : null;
}

const hasReached = (personId: unknown) => sql`${signals.escalatedTo} @> array[${personId}]::uuid[]`;

/** Requests for support in shifts in which it can still be asked for, neither lowered nor of this person's own pair, that have reached them as a manager. */
export async function openSupportThatReached(tx: Tx, personId: string, now: Date): Promise<Signal[]> {
  const ownPlace = tx
    .select({ shiftId: places.shiftId })
    .from(places)
    .where(and(eq(places.shiftId, signals.shiftId), eq(places.personId, personId)));
  const rows = await tx
    .select(getTableColumns(signals))
    .from(signals)
    .innerJoin(shifts, eq(shifts.id, signals.shiftId))
    .where(
      and(
        eq(signals.kind, 'support-now'),
        isNull(signals.loweredAt),
        hasReached(personId),
        gt(shifts.endsAt, new Date(now.getTime() - windsDownMinutesAfter * 60_000)),
        notExists(ownPlace),
      ),
    );
  return rows.map(toSignal);
}

/** Days of escalated requests that a first welcome brings. */
const recentDays = 7;

export async function signalsChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<Signal[]> {
  const { id, helplineId, shiftIds } = viewer;
  const from = (since === 0 ? daysBefore(now, recentDays) : new Date(0)).toISOString();
  return (await findChanged(tx, { id, helplineId, shiftIds, from, since })).map(toSignal);
}

const value = (name: string) => sql.placeholder(name);
const findChanged = prepared((db) =>
  db
    .select()
    .from(signals)
    .where(
      and(
        eq(signals.helplineId, value('helplineId')),
        gt(signals.version, value('since')),
        or(
          isOneOf(signals.shiftId, value('shiftIds')),
          and(hasReached(value('id')), gt(signals.raisedAt, value('from'))),
        ),
      ),
    ),
);

/** `standing` is the answer of `answers` that counts: see `standingAnswer`. */
export const answerSignal = (
  tx: Tx,
  id: string,
  version: number,
  { answers, standing }: { answers: GivenAnswer[]; standing: GivenAnswer },
) =>
  changeSignal(tx, id, {
    version,
    answers,
    answer: standing.answer,
    answeredBy: standing.by,
    answeredAt: new Date(standing.at),
  });

export const lowerSignal = (tx: Tx, id: string, change: { version: number; loweredAt: Date }) =>
  changeSignal(tx, id, change);

/** Adds a person, once, to those who have had it on their screen. */
export const noteSeen = (tx: Tx, id: string, version: number, seen: Signal['seenBy'][number]) =>
  changeSignal(tx, id, { version, seenBy: sql`${signals.seenBy} || ${JSON.stringify([seen])}::jsonb` });

/** Records that escalation has reached these people, in this order, none of whom it had reached before. */
export const escalateTo = (tx: Tx, { id, escalatedTo }: Signal, version: number, personIds: string[]) =>
  changeSignal(tx, id, { version, escalatedTo: [...escalatedTo, ...personIds] });

type SignalChange = { [Column in keyof SignalRow]?: SignalRow[Column] | SQL };

async function changeSignal(tx: Tx, id: string, change: SignalChange): Promise<Signal> {
  const [row] = await tx.update(signals).set(change).where(eq(signals.id, id)).returning();
  return toSignal(row!);
}
