import { eq } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import type { Db } from '../platform/database/db.ts';

const freshMinutes = 5;

/** Whether this sign-in had a proof of identity, by passkey or password, within five minutes. */
export async function isFresh(db: Db, sessionHash: string, now: Date): Promise<boolean> {
  const [row] = await db
    .select({ createdAt: sessions.createdAt, provenAt: sessions.provenAt })
    .from(sessions)
    .where(eq(sessions.idHash, sessionHash));
  const last = row && (row.provenAt ?? row.createdAt);
  return last !== undefined && now.getTime() - last.getTime() <= freshMinutes * 60_000;
}

export async function noteProof(db: Db, sessionHash: string, now: Date): Promise<void> {
  await db.update(sessions).set({ provenAt: now }).where(eq(sessions.idHash, sessionHash));
}
