import { and, desc, eq, inArray, or, sql, type Column } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { agreementColumns } from '#drizzle/schema/agreement';
import type { Agreement } from '#shared/agreement';
import type { Db, Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { isoTime } from '../platform/database/times.ts';
import type { SealedTable } from '../platform/encryption/sealed-table.ts';

type VersionTable = PgTable & Record<keyof typeof agreementColumns, PgColumn>;
type Owners = { id: PgColumn; currentNumber: Column; proposedNumber: Column } & PgTable;
type AgreementRow = Omit<Agreement, 'proposedAt' | 'settledAt'> & {
  proposedAt: Date;
  settledAt: Date | null;
};
type Settled = Pick<Agreement, 'outcome'> & { version: number; settledBy: string; settledAt: Date };

/** The place of a version in the answer of `inUse`. */
export const versionKey = (ownerId: string, number: number | null) => `${ownerId} ${number}`;

/** The part of a version that says who agreed to it. */
export const agreementIn = (row: AgreementRow): Agreement => ({
  number: row.number,
  change: row.change,
  outcome: row.outcome,
  words: row.words,
  proposedBy: row.proposedBy,
  proposedAt: row.proposedAt.toISOString(),
  settledBy: row.settledBy,
  settledAt: isoTime(row.settledAt),
});

/** The SQL of a table of versions. `owner`: the column of the page or service that a version belongs to. */
export function versionsIn<Table extends VersionTable>(
  table: Table,
  { owner, owners, sealed }: { owner: PgColumn; owners: Owners; sealed: SealedTable },
) {
  type VersionRow = Table['$inferSelect'];
  const source: VersionTable = table;
  const isNumbered = (ownerId: string, number: number) => and(eq(owner, ownerId), eq(table.number, number));
  const opened = async (tx: Db | Tx, rows: object[]) => (await sealed.openWhole(tx, rows)) as VersionRow[];

  return {
    /** The versions in force and those proposed, of these pages or services. */
    async inUse(tx: Db | Tx, ownerIds: string[]): Promise<VersionRow[]> {
      if (ownerIds.length === 0) return [];
      const isInUse = or(eq(table.number, owners.currentNumber), eq(table.number, owners.proposedNumber));
      const rows = await tx
        .select({ row: source })
        .from(source)
        .innerJoin(owners, and(eq(owners.id, owner), isInUse))
        .where(isOneOf(owner, ownerIds));
      return opened(
        tx,
        rows.map(({ row }) => row as object),
      );
    },

    /** Every version, latest first. */
    async all(tx: Db | Tx, helplineId: PgColumn, values: { ownerId: string; helplineId: string }) {
      const isTheirs = and(eq(owner, values.ownerId), eq(helplineId, values.helplineId));
      const rows = await tx.select().from(source).where(isTheirs).orderBy(desc(table.number));
      return opened(tx, rows);
    },

    /** Inserts the next version; returns its number. */
    async insert(
      tx: Tx,
      ownerId: string,
      version: Omit<Table['$inferInsert'], 'number' | 'outcome'>,
    ): Promise<number> {
      const next = sql<number>`(select coalesce(max(number), 0) + 1 from ${table} where ${owner} = ${ownerId})`;
      const row = { ...(await sealed.seal(tx, version)), outcome: 'proposed', number: next };
      const [inserted] = await tx
        .insert(source)
        .values(row as never)
        .returning({ number: table.number });
      return (inserted as { number: number }).number;
    },

    /** Writes down who agreed or declined. */
    async settle(
      this: void,
      tx: Tx,
      ownerId: string,
      number: number,
      change: Settled,
    ): Promise<VersionRow | undefined> {
      const [row] = await tx
        .update(source)
        .set(change as never)
        .where(isNumbered(ownerId, number))
        .returning();
      return row;
    },

    /** The number of the last text on which two agreed; null if there is none. */
    async lastAgreedNumber(this: void, tx: Tx, ownerId: string): Promise<number | null> {
      const isText = and(eq(table.outcome, 'agreed'), inArray(table.change, ['text', 'number']));
      const [row] = await tx
        .select({ number: table.number })
        .from(source)
        .where(and(eq(owner, ownerId), isText))
        .orderBy(desc(table.number))
        .limit(1);
      return (row as { number: number } | undefined)?.number ?? null;
    },
  };
}
