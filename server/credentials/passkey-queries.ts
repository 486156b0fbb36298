import { and, count, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { passkeys } from '#drizzle/schema/credentials';
import type { Passkey } from '#shared/credentials';
import type { NewCredential } from '../platform/auth/webauthn.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { isoTime } from '../platform/database/times.ts';

type PasskeyRow = typeof passkeys.$inferSelect;

/** The only mapping from the table to the wire: keys and counters stay here. */
const toPasskey = (row: PasskeyRow): Passkey => ({
  id: row.id,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: isoTime(row.lastUsedAt),
});

/** A person's passkeys with what their verification needs, oldest first. */
export async function credentialsOf(tx: Db | Tx, personId: string): Promise<PasskeyRow[]> {
  return tx.select().from(passkeys).where(eq(passkeys.personId, personId)).orderBy(passkeys.createdAt);
}

export const passkeysOf = async (tx: Db | Tx, personId: string): Promise<Passkey[]> =>
  (await credentialsOf(tx, personId)).map(toPasskey);

export async function credentialById(tx: Db | Tx, credentialId: string): Promise<PasskeyRow | null> {
  const [row] = await tx.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return row ?? null;
}

export async function countPasskeys(tx: Db | Tx, personId: string): Promise<number> {
  const [row] = await tx.select({ many: count() }).from(passkeys).where(eq(passkeys.personId, personId));
  return row!.many;
}

/** The row of a newly created passkey. */
export const newPasskeyRow = (
  personId: string,
  made: NewCredential & { name: string },
  now: Date,
): typeof passkeys.$inferInsert => ({ id: uuidv7(), personId, createdAt: now, ...made });

export async function insertPasskey(tx: Tx, passkey: typeof passkeys.$inferInsert): Promise<void> {
  await tx.insert(passkeys).values(passkey);
}

/** False if it is another's or is not there any more. */
export async function renamePasskey(tx: Db | Tx, personId: string, id: string, name: string) {
  const { count: renamed } = await tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.id, id), eq(passkeys.personId, personId)));
  return renamed > 0;
}

/** False if it is another's or is not there any more. */
export async function deletePasskey(tx: Tx, personId: string, id: string): Promise<boolean> {
  const { count: deleted } = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.personId, personId)));
  return deleted > 0;
}

/** Advances the signature counter. False, without a change, if another server has advanced it meanwhile. */
export async function notePasskeyUsed(db: Db, passkey: PasskeyRow, counter: number, now: Date) {
  const { count: noted } = await db
    .update(passkeys)
    .set({ counter, lastUsedAt: now })
    .where(and(eq(passkeys.id, passkey.id), eq(passkeys.counter, passkey.counter)));
  return noted > 0;
}
