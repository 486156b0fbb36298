import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { feedback } from '#drizzle/schema/feedback';
import { helplines } from '#drizzle/schema/helplines';
import type { FeedbackQuestion } from '#shared/feedback';
import type { Safety, SafetyNote } from '#shared/feedback-safety';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { entryOf, safetyOf } from './entry-queries.ts';
import { sealedFeedback } from './queries.ts';

const isShown = inArray(feedback.safety, ['waiting', 'taken', 'closed']);

/** What may be about somebody's safety, in an order that says nothing. */
export async function safetyNotesOf(
  tx: Tx,
  helplineId: string,
  questions: FeedbackQuestion[],
): Promise<SafetyNote[]> {
  const rows = await tx
    .select()
    .from(feedback)
    .where(and(eq(feedback.helplineId, helplineId), isShown))
    .orderBy(asc(feedback.id));
  const opened = await sealedFeedback.openWhole(tx, rows);
  return opened.map((row) => ({ ...entryOf(row, questions), quarter: row.quarter, safety: safetyOf(row)! }));
}

/** `safety` is null for what is not marked yet. Null for what may not be read yet, or is not there. */
export async function readableById(
  tx: Tx,
  helplineId: string,
  id: string,
): Promise<{ safety: Safety | null } | null> {
  const isReadable = or(isNotNull(feedback.batch), isShown);
  const rows = await tx
    .select()
    .from(feedback)
    .where(and(eq(feedback.id, id), eq(feedback.helplineId, helplineId), isReadable));
  const [row] = await sealedFeedback.openWhole(tx, rows);
  return row ? { safety: safetyOf(row) } : null;
}

export async function changeSafety(
  tx: Tx,
  helplineId: string,
  id: string,
  { state, raisedBy, assignedTo, outcome }: Safety,
): Promise<void> {
  const change = {
    safety: state,
    safetyRaisedBy: raisedBy,
    safetyHeldBy: assignedTo,
    safetyOutcome: outcome,
  };
  const sealed = await sealedFeedback.seal(tx, change, { id, helplineId });
  await tx.update(feedback).set(sealed).where(eq(feedback.id, id));
}

/** Ticked, and it is the morning of its day by the helpline's clock, at the time of the daily digest. */
const isDue = (now: Date) => sql`${feedback.safety} = 'ticked'
  and (${feedback.dueOn} + ${helplines.dailyDigestAt}::time) at time zone ${helplines.timeZone} <= ${now.toISOString()}::timestamptz`;

export async function helplinesWithTicked(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ helplineId: feedback.helplineId })
    .from(feedback)
    .innerJoin(helplines, eq(helplines.id, feedback.helplineId))
    .where(isDue(now));
  return rows.map(({ helplineId }) => helplineId);
}

/** Shows what was ticked, each once, without its day. Returns how many there are. */
export async function showTicked(tx: Tx, helplineId: string, now: Date): Promise<number> {
  const eraseOn = daysBefore(now, -retentionDays.feedback).toISOString().slice(0, 10);
  const shown = await tx
    .update(feedback)
    .set({ safety: 'waiting', dueOn: null, eraseOn })
    .from(helplines)
    .where(and(eq(feedback.helplineId, helplineId), eq(helplines.id, feedback.helplineId), isDue(now)))
    .returning({ id: feedback.id });
  return shown.length;
}

/** Gives back what somebody holds who is suspended or no longer has the role: it waits for the others. Returns how many there were. */
export async function releaseSafetyOf(tx: Tx, helplineId: string, personId: string): Promise<number> {
  const isHeld = and(eq(feedback.safetyHeldBy, personId), eq(feedback.safety, 'taken'));
  const released = await tx
    .update(feedback)
    .set({ safety: 'waiting', safetyHeldBy: null })
    .where(and(eq(feedback.helplineId, helplineId), isHeld))
    .returning({ id: feedback.id });
  return released.length;
}
