import { and, arrayOverlaps, eq, gt, sql } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import type { Person, Proposal } from '#shared/people';
import type { Role, Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import type { TimedViewer } from '../platform/identity.ts';
import { findRow } from '../platform/database/rows.ts';
import { prepared, preparedSql } from '../platform/database/prepared.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { endSignIns, hasComeIn } from './sign-in-queries.ts';
import { windowColumns } from './window-queries.ts';

type PersonRow = typeof people.$inferSelect;
type NewPerson = {
  id: string;
  helplineId: string;
  version: number;
  firstName: string;
  email: string | null;
  roles: Role[];
  invitedAt: Date | null;
  invitedUntil?: Date;
  invitedBy?: string;
  proposal?: Proposal | null;
};

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  version: row.version,
  firstName: row.firstName,
  roles: row.roles,
  email: row.email,
  phone: row.phone,
  phrases: row.phrases,
  suspendedAt: isoTime(row.suspendedAt),
  invitedAt: isoTime(row.invitedAt),
  invitedUntil: isoTime(row.invitedUntil),
  isIn: hasComeIn(row),
  proposal: row.proposal,
  linkAskedBy: row.linkAskedBy,
  induction: row.induction,
});

export async function personById(tx: Db | Tx, helplineId: string, id: string): Promise<Person | null> {
  const row = await findRow(tx, people, { id, helplineId });
  return row ? toPerson(row) : null;
}

export const latestPerson = latestOfHelpline(people);

export async function peopleChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Person[]> {
  return (await findChanged(tx, { helplineId: viewer.helplineId, since })).map(toPerson);
}

const findChanged = prepared((db) =>
  db
    .select()
    .from(people)
    .where(
      and(eq(people.helplineId, sql.placeholder('helplineId')), gt(people.version, sql.placeholder('since'))),
    ),
);

/** Everybody with at least one of these roles, including suspended people. */
export async function peopleWhoAre(tx: Db | Tx, helplineId: string, ...roles: Role[]): Promise<Person[]> {
  const rows = await tx
    .select()
    .from(people)
    .where(and(eq(people.helplineId, helplineId), arrayOverlaps(people.roles, roles)))
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

/** The viewers with these ids, as of now. Omits people who are deleted or suspended. */
export async function viewersByIds(tx: Db | Tx, personIds: string[], now: Date): Promise<TimedViewer[]> {
  return personIds.length === 0 ? [] : lookUp(tx, { personIds, at: now.toISOString() });
}

const lookUp = preparedSql<TimedViewer>(
  () => sql`
    select person.id, person.helpline_id as "helplineId", person.roles,
      ${windowColumns(sql`person.id`, sql.placeholder('at'))}
    from ${people} person where person.id = any(${sql.placeholder('personIds')}) and person.suspended_at is null`,
);

/** Fields that are left out stay unchanged. */
export async function changePerson(
  tx: Tx,
  id: string,
  change: Partial<Omit<PersonRow, 'id' | 'passwordHash' | 'passwordIsShort'>> & { version: number },
): Promise<Person> {
  const [row] = await tx.update(people).set(change).where(eq(people.id, id)).returning();
  return toPerson(row!);
}

export async function insertPerson(tx: Tx, person: NewPerson): Promise<Person> {
  const [row] = await tx.insert(people).values(person).returning();
  return toPerson(row!);
}

/** Records that a person has used their one-time link, and ends their earlier sign-ins. */
export async function comeIn(
  tx: Tx,
  personId: string,
  version: number,
  change: Partial<Pick<PersonRow, 'passwordHash' | 'passwordIsShort'>>,
  now: Date,
): Promise<Person> {
  const cameInAt = sql`coalesce(${people.cameInAt}, ${now.toISOString()}::timestamptz)`;
  const answered = { invitedAt: null, invitedUntil: null, linkAskedBy: null };
  const [row] = await tx
    .update(people)
    .set({ ...answered, ...change, cameInAt, version })
    .where(eq(people.id, personId))
    .returning();
  await endSignIns(tx, personId);
  return toPerson(row!);
}
