import { and, eq, getTableColumns, ne } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { pendingSteps, sessions } from '#drizzle/schema/sessions';
import type { Db, Tx } from '../platform/database/db.ts';

type PersonRow = typeof people.$inferSelect;

/** Sets the password hash; null removes the password. Not visible on the wire, so the row keeps its version. */
export async function setPassword(
  tx: Tx,
  personId: string,
  change: Pick<PersonRow, 'passwordHash' | 'passwordIsShort'>,
): Promise<void> {
  await tx.update(people).set(change).where(eq(people.id, personId));
}

/** What a sign-in checks of a person; null if there is nobody with this id. */
export async function signInPersonById(tx: Db | Tx, personId: string) {
  const [row] = await tx.select(signInColumns()).from(people).where(eq(people.id, personId));
  return row ?? null;
}

/** The same of everybody with this e-mail address: one in each helpline at most. */
export const signInPeopleByEmail = (tx: Db | Tx, email: string) =>
  tx.select(signInColumns()).from(people).where(eq(people.email, email)).orderBy(people.id);
export type SignInPerson = NonNullable<Awaited<ReturnType<typeof signInPersonById>>>;

function signInColumns() {
  const columns = getTableColumns(people);
  const { id, helplineId, firstName, email, roles, passwordHash, passwordIsShort } = columns;
  const { suspendedAt, invitedAt, cameInAt } = columns;
  return {
    ...{ id, helplineId, firstName, email, roles, passwordHash, passwordIsShort },
    ...{ suspendedAt, invitedAt, cameInAt },
  };
}

/** Whether a person has ever signed in. Whoever was never invited was there from the start. */
export const hasComeIn = (row: Pick<PersonRow, 'cameInAt' | 'passwordHash' | 'invitedAt'>): boolean =>
  row.cameInAt !== null || row.passwordHash !== null || row.invitedAt === null;

/** Who was shown this person's last link, and when they first signed in. */
export async function comingInOf(tx: Tx, id: string) {
  const { invitedBy, cameInAt } = getTableColumns(people);
  const [row] = await tx.select({ invitedBy, cameInAt }).from(people).where(eq(people.id, id));
  return row ?? { invitedBy: null, cameInAt: null };
}

/** Ends every sign-in of this person, and what is half-finished. */
export async function endSignIns(tx: Tx, personId: string): Promise<void> {
  await endSteps(tx, personId);
  await tx.delete(sessions).where(eq(sessions.personId, personId));
}

/** Ends what is half-finished, and every sign-in of this person except the one with this hash. Returns the hashes of the ended sign-ins. */
export async function endOtherSignIns(tx: Tx, personId: string, but: string): Promise<string[]> {
  await endSteps(tx, personId);
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), ne(sessions.idHash, but)))
    .returning({ idHash: sessions.idHash });
  return ended.map(({ idHash }) => idHash);
}

/** Ends what this person, or somebody with their password, has begun and not finished. Returns the hashes of the ended steps. */
export async function endSteps(tx: Tx, personId: string): Promise<string[]> {
  const ended = await tx
    .delete(pendingSteps)
    .where(eq(pendingSteps.personId, personId))
    .returning({ idHash: pendingSteps.idHash });
  return ended.map(({ idHash }) => idHash);
}
