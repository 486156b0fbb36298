import { and, eq, lt } from 'drizzle-orm';
import { authenticatorApps } from '#drizzle/schema/credentials';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

/** The secrets are sealed, because codes can be computed from them. */
export const sealedAuthenticatorApps = sealedTable(authenticatorApps, {
  columns: { secret: text },
  rowId: 'personId',
  scopeOf: ({ personId }) => ({ helplineId: null, purpose: 'authenticator-app', subjectId: personId }),
});

/** The secret of a person's confirmed authenticator app; null for none. */
export async function appSecretOf(tx: Db | Tx, personId: string): Promise<string | null> {
  const row = await appOf(tx, personId);
  return row?.confirmed ? row.secret : null;
}

/** The secret of an app that is being set up; null for none. */
export async function unconfirmedSecretOf(tx: Db | Tx, personId: string): Promise<string | null> {
  const row = await appOf(tx, personId);
  return row && !row.confirmed ? row.secret : null;
}

/** A secret to be confirmed by a first code. False if there is a confirmed one, which stays. */
export async function proposeApp(db: Db, personId: string, secret: string, now: Date): Promise<boolean> {
  const proposed = await sealedAuthenticatorApps.seal(db, { personId, secret, createdAt: now });
  const { count } = await db
    .insert(authenticatorApps)
    .values(proposed)
    .onConflictDoUpdate({
      target: authenticatorApps.personId,
      set: { secret: proposed.secret, createdAt: now },
      setWhere: eq(authenticatorApps.confirmed, false),
    });
  return count > 0;
}

export async function confirmApp(tx: Tx, personId: string, step: number): Promise<void> {
  await tx
    .update(authenticatorApps)
    .set({ confirmed: true, lastStep: step })
    .where(eq(authenticatorApps.personId, personId));
}

/** Uses up a time step. False if it, or a later one, was used before: a code works once. */
export async function useStep(db: Db | Tx, personId: string, step: number): Promise<boolean> {
  const { count } = await db
    .update(authenticatorApps)
    .set({ lastStep: step })
    .where(and(eq(authenticatorApps.personId, personId), lt(authenticatorApps.lastStep, step)));
  return count > 0;
}

/** False if there was none. */
export async function deleteApp(tx: Tx, personId: string): Promise<boolean> {
  const { count } = await tx.delete(authenticatorApps).where(eq(authenticatorApps.personId, personId));
  return count > 0;
}

async function appOf(tx: Db | Tx, personId: string) {
  const [row] = await tx.select().from(authenticatorApps).where(eq(authenticatorApps.personId, personId));
  return row && sealedAuthenticatorApps.openOne(tx, row);
}
