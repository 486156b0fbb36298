import {
  and,
  eq,
  getTableColumns,
  getTableName,
  isNotNull,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { debriefs } from '#drizzle/schema/debriefs';
import { erasures } from '#drizzle/schema/erasures';
import { followUps } from '#drizzle/schema/follow-ups';
import { gatherings } from '#drizzle/schema/gatherings';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import { personalUpdates } from '#drizzle/schema/updates';
import type { Db, Tx } from '../platform/database/db.ts';
import { changesPerEpoch } from '../platform/database/epochs.ts';
import type { Erasure } from '../platform/backup/erasures.ts';
import { isDebriefHeld, isFollowUpHeld, isPersonHeld } from '../legal-holds/held-queries.ts';
import { personHeldUntil } from '../legal-holds/queries.ts';
import { sealedTables } from '../sealed-tables.ts';
import { goesWith } from './erasing-queries.ts';
import { names, type PersonTable } from './person-table.ts';
import { personTables } from './table-queries.ts';

type AnyRow = Record<string, unknown>;
/** `theirs`: whole rows, opened. `named`: somebody else’s rows that name them. `unreadable`: how many of theirs could not be opened. */
export type Stored = { theirs: AnyRow[]; named: AnyRow[]; unreadable: number };

/**
 * The preconditions of an erasure. `hasDebriefInHand`: a debrief of theirs is assigned and not over, so its calls are readable.
 * `isShared`: a legal hold on another person covers something that would be erased too.
 */
export async function readinessOf(tx: Tx, personId: string, now: Date) {
  const suspended = and(eq(people.id, personId), isNotNull(people.suspendedAt));
  const isOpen = notInArray(debriefs.state, ['closed', 'withdrawn']);
  const inHand = and(eq(debriefs.askedBy, personId), isOpen, isNotNull(debriefs.assignedTo));
  const heldDebrief = and(eq(debriefs.askedBy, personId), isDebriefHeld(now));
  const heldFollowUp = and(goesWith(personId), isFollowUpHeld(now));
  const heldOneToOne = and(eq(gatherings.withId, personId), isPersonHeld(now, gatherings.ledBy));
  const { personId: toldId, aboutId, by } = personalUpdates;
  const theirUpdate = or(eq(toldId, personId), eq(aboutId, personId));
  const heldUpdate = and(theirUpdate, isPersonHeld(now, toldId, aboutId, by));
  const shared = [
    await tx.$count(debriefs, heldDebrief),
    await tx.$count(followUps, heldFollowUp),
    await tx.$count(gatherings, heldOneToOne),
    await tx.$count(personalUpdates, heldUpdate),
  ];
  return {
    isSuspended: (await tx.$count(people, suspended)) > 0,
    hasDebriefInHand: (await tx.$count(debriefs, inHand)) > 0,
    heldUntil: await personHeldUntil(tx, personId, now),
    isShared: shared.some((count) => count > 0),
  };
}

export const isErased = async (db: Db, personId: string): Promise<boolean> =>
  (await db.$count(erasures, eq(erasures.personId, personId))) > 0;

/** Everybody who was erased, in every helpline, in the order in which they were. */
export async function everyErasure(tx: Tx): Promise<Erasure[]> {
  const rows = await tx.select().from(erasures).orderBy(erasures.at, erasures.personId);
  return rows.map(({ at, ...erased }) => ({ ...erased, at: at.toISOString() }));
}

export async function listErasure(tx: Tx, { personId, helplineId, at }: Erasure): Promise<void> {
  await tx
    .insert(erasures)
    .values({ personId, helplineId, at: new Date(at) })
    .onConflictDoNothing();
}

/** Makes every open page resync in full and drop erased rows, because news can announce rows but not their deletion. */
export async function beginNextEpoch(tx: Tx, helplineId: string): Promise<void> {
  const change = sql`${helplines.change} + ${changesPerEpoch}`;
  await tx.update(helplines).set({ change }).where(eq(helplines.id, helplineId));
}

/** Everything stored about a person, by table, from one snapshot. Omits tables without a row. */
export async function storedAbout(db: Db, personId: string): Promise<Record<string, Stored>> {
  const found: Record<string, Stored> = {};
  const moment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    for (const one of personTables) {
      const stored = await storedIn(tx, one, personId);
      if (stored.theirs.length + stored.named.length + stored.unreadable > 0)
        found[getTableName(one.table)] = stored;
    }
  }, moment);
  return found;
}

async function storedIn(tx: Tx, { table, theirs, named = [], withheld = [] }: PersonTable, id: string) {
  const isTheirs = or(...theirs.map((column) => names(column, id)), alsoTheirs(table, id))!;
  const rows = await tx.select().from(table).where(isTheirs);
  const sealed = sealedTables.find((one) => one.table === table);
  const opened = sealed ? await sealed.openWhole(tx, rows) : rows;
  return {
    theirs: opened.map((row) => without(withheld, table, row)),
    named: named.length === 0 ? [] : await namingRows(tx, { table, named, isTheirs }, id),
    unreadable: rows.length - opened.length,
  };
}

/** The id, the times and the naming columns of rows of others that name this person. */
async function namingRows(
  tx: Tx,
  { table, named, isTheirs }: { table: PgTable; named: AnyPgColumn[]; isTheirs: SQL },
  id: string,
): Promise<AnyRow[]> {
  const columns = Object.entries(getTableColumns(table));
  const shown = columns.filter(([key, { dataType }]) => key === 'id' || dataType === 'date');
  const says = columns.filter(([, column]) => named.includes(column as AnyPgColumn));
  const isNamed = or(...named.map((column) => names(column, id)));
  const rows = await tx
    .select({
      ...Object.fromEntries(shown),
      namedIn: sql<string[]>`array_remove(array[${sql.join(
        says.map(([key, column]) => sql`case when ${names(column, id)} then ${key}::text end`),
        sql`, `,
      )}], null)`,
    })
    .from(table)
    .where(and(isNamed, sql`(${isTheirs}) is not true`));
  return rows;
}

/** Also theirs: the times of the shifts in which they have or had a place. */
const alsoTheirs = (table: PgTable, id: string) =>
  table === shifts
    ? sql`exists (select from ${places} where ${places.shiftId} = ${shifts.id} and ${places.personId} = ${id})`
    : undefined;

const without = (withheld: AnyPgColumn[], table: PgTable, row: AnyRow): AnyRow =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([key]) => !withheld.includes(getTableColumns(table)[key] as unknown as AnyPgColumn),
    ),
  );
