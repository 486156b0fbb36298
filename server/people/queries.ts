import { and, arrayContains, eq, getTableColumns, gt, inArray, isNull, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/rota';
import { sessions } from '#drizzle/schema/sessions';
import { closesHoursAfter, opensMinutesBefore } from '#shared/rota';
import type { Person, Role, Viewer } from '#shared/people';
import type { Db, Tx } from '../db.ts';

type PersonRow = typeof people.$inferSelect;
type NewPerson = {
  id: string;
  helplineId: string;
  version: number;
  firstName: string;
  email: string | null;
  roles: Role[];
  invitedAt: Date | null;
};

/** The only way a row leaves this file. A new column stays private until it is named here. */
const toPerson = ({
  id,
  version,
  firstName,
  roles,
  email,
  phone,
  phrases,
  suspendedAt,
  invitedAt,
}: PersonRow): Person => ({
  id,
  version,
  firstName,
  roles,
  email,
  phone,
  phrases,
  suspendedAt: suspendedAt?.toISOString() ?? null,
  invitedAt: invitedAt?.toISOString() ?? null,
});

export async function personById(tx: Db | Tx, helplineId: string, id: string): Promise<Person | null> {
  const [row] = await tx
    .select()
    .from(people)
    .where(and(eq(people.id, id), eq(people.helplineId, helplineId)));
  return row ? toPerson(row) : null;
}

export async function peopleChangedSince(tx: Tx, helplineId: string, since: number): Promise<Person[]> {
  const rows = await tx
    .select()
    .from(people)
    .where(and(eq(people.helplineId, helplineId), gt(people.version, since)));
  return rows.map(toPerson);
}

export async function peopleWhoAre(tx: Db | Tx, helplineId: string, role: Role): Promise<Person[]> {
  const rows = await tx
    .select()
    .from(people)
    .where(and(eq(people.helplineId, helplineId), arrayContains(people.roles, [role])))
    .orderBy(people.firstName);
  return rows.map(toPerson);
}

export async function peopleOf(tx: Db | Tx, helplineId: string): Promise<Person[]> {
  const rows = await tx
    .select()
    .from(people)
    .where(eq(people.helplineId, helplineId))
    .orderBy(people.firstName);
  return rows.map(toPerson);
}

/** Who is looking, as of now. Somebody who is gone or suspended is left out. */
export async function viewersByIds(tx: Db | Tx, personIds: string[], now: Date): Promise<Viewer[]> {
  if (personIds.length === 0) return [];
  return tx
    .select({
      id: people.id,
      helplineId: people.helplineId,
      roles: people.roles,
      shiftIds: openShiftIds(sql`people.id`, now),
      talkIds: talkIds(sql`people.id`, now),
    })
    .from(people)
    .where(and(inArray(people.id, personIds), isNull(people.suspendedAt)));
}

/** The shifts in which somebody holds a place and whose window is open, latest first: what `Viewer.shiftIds` means. */
export const openShiftIds = (personId: ReturnType<typeof sql>, now: Date) =>
  shiftIdsUntil(personId, now, sql`${closesHoursAfter}`);

/** The shifts whose conversation somebody takes part in and that has not gone: what `Viewer.talkIds` means. */
export const talkIds = (personId: ReturnType<typeof sql>, now: Date) =>
  shiftIdsUntil(
    personId,
    now,
    sql`(select ${helplines.chatHours} from ${helplines} where ${helplines.id} = ${shifts.helplineId})`,
  );

function shiftIdsUntil(personId: ReturnType<typeof sql>, now: Date, hoursAfter: ReturnType<typeof sql>) {
  const at = now.toISOString();
  return sql<string[]>`array(
    select ${places.shiftId} from ${places} join ${shifts} on ${shifts.id} = ${places.shiftId}
    where ${places.personId} = ${personId}
      and ${shifts.startsAt} <= ${at}::timestamptz + make_interval(mins => ${opensMinutesBefore})
      and ${shifts.endsAt} > ${at}::timestamptz - make_interval(hours => ${hoursAfter})
    order by ${shifts.startsAt} desc)`;
}

/** Null leaves a phone out; what is not named stays. */
export async function setProfile(
  tx: Tx,
  id: string,
  profile: { version: number; phone?: string | null | undefined; phrases?: string[] | undefined },
): Promise<Person> {
  const [row] = await tx.update(people).set(profile).where(eq(people.id, id)).returning();
  return toPerson(row!);
}

export async function insertPerson(tx: Tx, person: NewPerson): Promise<Person> {
  const [row] = await tx.insert(people).values(person).returning();
  return toPerson(row!);
}

export async function setPersonSuspended(
  tx: Tx,
  id: string,
  version: number,
  suspendedAt: Date | null,
): Promise<Person> {
  const [row] = await tx.update(people).set({ suspendedAt, version }).where(eq(people.id, id)).returning();
  return toPerson(row!);
}

export async function setPersonInvited(
  tx: Tx,
  id: string,
  version: number,
  invitedAt: Date,
): Promise<Person> {
  const [row] = await tx.update(people).set({ invitedAt, version }).where(eq(people.id, id)).returning();
  return toPerson(row!);
}

/** A new password: the invitation is answered, and every older sign-in ends. */
export async function setPassword(
  tx: Tx,
  personId: string,
  version: number,
  passwordHash: string,
): Promise<Person> {
  const [row] = await tx
    .update(people)
    .set({ passwordHash, invitedAt: null, version })
    .where(eq(people.id, personId))
    .returning();
  await endSignIns(tx, personId);
  return toPerson(row!);
}

export async function passwordOf(tx: Db, email: string) {
  const { id, helplineId, passwordHash, suspendedAt } = getTableColumns(people);
  const [row] = await tx
    .select({ id, helplineId, passwordHash, suspendedAt })
    .from(people)
    .where(eq(people.email, email));
  return row ?? null;
}

export async function endSignIns(tx: Tx, personId: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.personId, personId));
}
