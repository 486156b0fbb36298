import { randomBytes } from 'node:crypto';
import { and, eq, gt, lte } from 'drizzle-orm';
import { invitations } from '#drizzle/schema/people';
import type { Db, Tx } from '../platform/database/db.ts';
import { hashOf } from '../platform/hash.ts';

/** The secret of a one-time link is in the fragment of its URL, which browsers do not send; only its hash is stored. */
export function newSecret(): { secret: string; secretHash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, secretHash: hashOf(secret) };
}

/** Stores the link of a person in place of an earlier one, which stops working. */
export async function keepInvitation(tx: Tx, invitation: typeof invitations.$inferInsert): Promise<void> {
  await tx
    .insert(invitations)
    .values(invitation)
    .onConflictDoUpdate({
      target: invitations.personId,
      set: { secretHash: null, byEmail: false, ...invitation },
    });
}

export async function endInvitation(tx: Tx, personId: string): Promise<void> {
  await tx.delete(invitations).where(eq(invitations.personId, personId));
}

/** Ends a link that was e-mailed, or waits to be. False if there is none. */
export async function endMailedInvitation(tx: Tx, personId: string): Promise<boolean> {
  const isMailed = and(eq(invitations.personId, personId), eq(invitations.byEmail, true));
  const { count } = await tx.delete(invitations).where(isMailed);
  return count > 0;
}

/** Consumes the link, so that it works only once. Null for a link that is wrong, used or expired. */
export async function takeInvitation(
  tx: Tx,
  secretHash: string,
  now: Date,
): Promise<{ personId: string; helplineId: string } | null> {
  const [row] = await tx
    .delete(invitations)
    .where(and(eq(invitations.secretHash, secretHash), gt(invitations.expiresAt, now)))
    .returning({ personId: invitations.personId, helplineId: invitations.helplineId });
  return row ?? null;
}

/** The id of the person to whom a link belongs; null if the link is not valid. */
export async function personOfInvitation(db: Db, secretHash: string, now: Date): Promise<string | null> {
  const [row] = await db
    .select({ personId: invitations.personId })
    .from(invitations)
    .where(and(eq(invitations.secretHash, secretHash), gt(invitations.expiresAt, now)));
  return row?.personId ?? null;
}

/** Stores the hash of the secret of the link that waits to be e-mailed. False if none waits. */
export async function setMailedSecret(db: Db, personId: string, secretHash: string, now: Date) {
  const waits = and(
    eq(invitations.personId, personId),
    eq(invitations.byEmail, true),
    gt(invitations.expiresAt, now),
  );
  const { count } = await db.update(invitations).set({ secretHash }).where(waits);
  return count > 0;
}

export async function eraseExpiredInvitations(db: Db, now: Date): Promise<number> {
  const { count } = await db.delete(invitations).where(lte(invitations.expiresAt, now));
  return count;
}
