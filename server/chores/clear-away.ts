import { inArray, lt, lte, or } from 'drizzle-orm';
import { commands } from '#drizzle/schema/commands';
import { invitations } from '#drizzle/schema/people';
import { sessions } from '#drizzle/schema/sessions';
import { absoluteHours } from '../auth/adapter.ts';
import type { Db } from '../db.ts';

const receiptsKeptDays = 7;
/** Few enough that nobody's command waits for them. */
const receiptsAtOnce = 1_000;

/** What is of no more use: old receipts of commands, sign-ins and one-time links whose time is up. */
export async function clearAway(db: Db, now: Date): Promise<void> {
  await db.delete(invitations).where(lte(invitations.expiresAt, now));
  const firstStanding = hoursBefore(now, absoluteHours);
  await db.delete(sessions).where(or(lte(sessions.expiresAt, now), lte(sessions.createdAt, firstStanding)));
  const firstKept = hoursBefore(now, receiptsKeptDays * 24);
  while ((await clearReceipts(db, firstKept)) === receiptsAtOnce);
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
