import { and, eq, inArray, lt, lte, or, sql } from 'drizzle-orm';
import { messages } from '#drizzle/schema/messages';
import { commands } from '#drizzle/schema/commands';
import { helplines } from '#drizzle/schema/helplines';
import { invitations } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { flags } from '#drizzle/schema/flags';
import { shifts } from '#drizzle/schema/shifts';
import { sessions } from '#drizzle/schema/sessions';
import { closesHoursAfter } from '#shared/shifts';
import { absoluteHours } from '../platform/auth/adapter.ts';
import { eraseOldCheckIns } from '../check-ins/queries.ts';
import type { Db } from '../platform/database/db.ts';
import { eraseOldDebriefs } from '../debriefs/retention.ts';
import { eraseStaleSteps } from '../escalation/queries.ts';
import { eraseOldFollowUps } from '../follow-ups/queries.ts';
import { clearSettled } from '../notifications/outbox.ts';
import { eraseOldUpdates } from '../updates/queries.ts';

const receiptsKeptDays = 7;
const noticesKeptDays = 7;
/** So long every server has tried, every two seconds, to carry out an escalation step. */
const stepsTriedDays = 7;
/** Longer than a page can stay open without signing in again, which begins with all there is to see. */
const takenBackKeptDays = 7;
/** Few enough that nobody's command waits for them. */
const receiptsAtOnce = 1_000;

/** What is of no more use, such as old receipts of commands, and everything whose time is up. */
export async function clearAway(db: Db, now: Date): Promise<void> {
  await db.delete(invitations).where(lte(invitations.expiresAt, now));
  const firstStanding = hoursBefore(now, absoluteHours);
  await db.delete(sessions).where(or(lte(sessions.expiresAt, now), lte(sessions.createdAt, firstStanding)));
  await clearConversations(db, now);
  await clearPresences(db, now);
  await clearSettled(db, hoursBefore(now, noticesKeptDays * 24));
  await eraseStaleSteps(db, hoursBefore(now, stepsTriedDays * 24));
  await eraseOldDebriefs(db, now);
  await eraseOldFollowUps(db, now);
  await eraseOldCheckIns(db, now);
  await eraseOldUpdates(db, now);
  const firstTakenBack = hoursBefore(now, takenBackKeptDays * 24);
  await db.delete(flags).where(and(eq(flags.state, 'withdrawn'), lt(flags.raisedAt, firstTakenBack)));
  const firstKept = hoursBefore(now, receiptsKeptDays * 24);
  while ((await clearReceipts(db, firstKept)) === receiptsAtOnce);
}

/** Who came and went when is nobody's business once nothing more can be written about the shift. */
async function clearPresences(db: Db, now: Date): Promise<void> {
  const closed = db
    .select({ id: shifts.id })
    .from(shifts)
    .where(lte(shifts.endsAt, hoursBefore(now, closesHoursAfter)));
  await db.delete(presences).where(inArray(presences.shiftId, closed));
}

/** What the two said to each other goes so many hours after their shift, as the helpline has set it. */
async function clearConversations(db: Db, now: Date): Promise<void> {
  const over = db
    .select({ id: shifts.id })
    .from(shifts)
    .innerJoin(helplines, eq(helplines.id, shifts.helplineId))
    .where(
      sql`${shifts.endsAt} <= ${now.toISOString()}::timestamptz - make_interval(hours => ${helplines.chatHours})`,
    );
  await db.delete(messages).where(inArray(messages.shiftId, over));
}

/** Returns how many there were. Receipts that another server is clearing are left to it. */
async function clearReceipts(db: Db, before: Date): Promise<number> {
  const old = db
    .select({ id: commands.id })
    .from(commands)
    .where(lt(commands.at, before))
    .orderBy(commands.at)
    .limit(receiptsAtOnce)
    .for('update', { skipLocked: true });
  const { count } = await db.delete(commands).where(inArray(commands.id, old));
  return count;
}

const hoursBefore = (now: Date, hours: number) => new Date(now.getTime() - hours * 3_600_000);
