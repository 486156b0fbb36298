import { and, eq, gt, inArray } from 'drizzle-orm';
import { signals } from '#drizzle/schema/signals';
import type { Viewer } from '#shared/people';
import type { Signal, SignalAnswer } from '#shared/signals';
import type { Tx } from '../db.ts';

type SignalRow = typeof signals.$inferSelect;

/** The only way a row leaves this file. A new column stays private until it is named here. */
const toSignal = ({
  id,
  version,
  shiftId,
  kind,
  callId,
  raisedBy,
  raisedAt,
  answer,
  answeredBy,
  answeredAt,
  loweredAt,
}: SignalRow): Signal => ({
  id,
  version,
  shiftId,
  kind,
  callId,
  raisedBy,
  raisedAt: raisedAt.toISOString(),
  answer,
  answeredBy,
  answeredAt: answeredAt?.toISOString() ?? null,
  loweredAt: loweredAt?.toISOString() ?? null,
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

export async function signalsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Signal[]> {
  if (viewer.shiftIds.length === 0) return [];
  const rows = await tx
    .select()
    .from(signals)
    .where(and(inArray(signals.shiftId, viewer.shiftIds), gt(signals.version, since)));
  return rows.map(toSignal);
}

export const answerSignal = (
  tx: Tx,
  id: string,
  change: { version: number; answer: SignalAnswer; answeredBy: string; answeredAt: Date },
) => changeSignal(tx, id, change);

export const lowerSignal = (tx: Tx, id: string, change: { version: number; loweredAt: Date }) =>
  changeSignal(tx, id, change);

async function changeSignal(tx: Tx, id: string, change: Partial<SignalRow>): Promise<Signal> {
  const [row] = await tx.update(signals).set(change).where(eq(signals.id, id)).returning();
  return toSignal(row!);
}
