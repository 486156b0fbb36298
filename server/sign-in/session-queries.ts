import { and, desc, eq, gt } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import type { OwnSignIn } from '#shared/sign-ins';
import { firstStanding, idleMinutes } from '../platform/auth/adapter.ts';
import type { Db, Tx } from '../platform/database/db.ts';

/** A person's valid sign-ins, newest first. `thisOne` is the hash of the requesting one. */
export async function signInsOf(db: Db, personId: string, thisOne: string, now: Date): Promise<OwnSignIn[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.personId, personId),
        gt(sessions.expiresAt, now),
        gt(sessions.createdAt, firstStanding(now)),
      ),
    )
    .orderBy(desc(sessions.createdAt), desc(sessions.idHash));
  return rows.map(({ idHash, createdAt, expiresAt, browser }) => ({
    id: idHash,
    since: createdAt.toISOString(),
    lastActiveAt: new Date(expiresAt.getTime() - idleMinutes * 60_000).toISOString(),
    browser,
    isThis: idHash === thisOne,
  }));
}

/** Ends one of a person's own sign-ins. False if it belongs to another person or has ended. */
export async function deleteSignIn(tx: Tx, personId: string, idHash: string): Promise<boolean> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), eq(sessions.idHash, idHash)))
    .returning({ idHash: sessions.idHash });
  return ended.length > 0;
}
