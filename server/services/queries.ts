import { and, desc, eq, gt, ne, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { directorySettings, services } from '#drizzle/schema/services';
import { mayKeepShared } from '#shared/agreement';
import { starterBankHolidays } from '#shared/bank-holidays';
import type { BankHoliday, DirectoryVersion, Service } from '#shared/directory';
import type { Viewer } from '#shared/viewer';
import { versionKey } from '../agreement/version-queries.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { catchUpFrom } from '../platform/database/epochs.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { findRow } from '../platform/database/rows.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { openFaultsOf } from './fault-queries.ts';
import { versionsInUse } from './version-queries.ts';

type ServiceRow = typeof services.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
async function toServices(tx: Db | Tx, rows: ServiceRow[]): Promise<Service[]> {
  const ids = rows.map(({ id }) => id);
  const [versions, faults] = [await versionsInUse(tx, ids), await openFaultsOf(tx, ids)];
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    state: row.state,
    current: versions.get(versionKey(row.id, row.currentNumber)) ?? null,
    proposed: versions.get(versionKey(row.id, row.proposedNumber)) ?? null,
    checked: row.checkedAt ? { by: row.checkedBy, at: row.checkedAt.toISOString() } : null,
    faults: faults.get(row.id) ?? [],
  }));
}

export async function serviceById(tx: Db | Tx, helplineId: string, id: string): Promise<Service | null> {
  const row = await findRow(tx, services, { id, helplineId });
  return row ? ((await toServices(tx, [row]))[0] ?? null) : null;
}

/** Every service of a helpline, in whatever state. */
export async function servicesOf(tx: Db | Tx, helplineId: string): Promise<Service[]> {
  return toServices(tx, await tx.select().from(services).where(eq(services.helplineId, helplineId)));
}

/** Those of its services that have these ids. */
export async function servicesByIds(tx: Db | Tx, helplineId: string, ids: string[]): Promise<Service[]> {
  if (ids.length === 0) return [];
  const theirs = and(eq(services.helplineId, helplineId), isOneOf(services.id, ids));
  return toServices(tx, await tx.select().from(services).where(theirs));
}

/** How many services a helpline has, in whatever state. */
export async function countServices(tx: Tx, helplineId: string): Promise<number> {
  return tx.$count(services, eq(services.helplineId, helplineId));
}

export async function insertService(tx: Tx, service: typeof services.$inferInsert): Promise<void> {
  await tx.insert(services).values(service);
}

/** Fields that are left out stay unchanged. */
export async function changeService(
  tx: Tx,
  id: string,
  change: Partial<Omit<ServiceRow, 'id' | 'helplineId'>> & { version: number },
): Promise<void> {
  await tx.update(services).set(change).where(eq(services.id, id));
}

/** Which of these are services of the helpline. */
export async function servicesAmong(tx: Tx, helplineId: string, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: services.id })
    .from(services)
    .where(and(eq(services.helplineId, helplineId), sql`${services.id} = any(${sql.param(ids)}::uuid[])`));
  return new Set(rows.map(({ id }) => id));
}

/** The days that the helpline has chosen; those that Alongside comes with where it has chosen none. */
export async function bankHolidaysOf(tx: Db | Tx, helplineId: string): Promise<BankHoliday[]> {
  const row = await findRow(tx, directorySettings, { helplineId });
  return row?.bankHolidays ?? starterBankHolidays;
}

export async function setBankHolidays(
  tx: Tx,
  helplineId: string,
  version: number,
  bankHolidays: BankHoliday[],
): Promise<void> {
  await tx
    .insert(directorySettings)
    .values({ id: helplineId, helplineId, version, bankHolidays })
    .onConflictDoUpdate({ target: directorySettings.id, set: { version, bankHolidays } });
}

export const latestOfDirectory = latestOfHelpline(services, directorySettings);

/** The news of the directory: the version of its newest change, if it is above `since`. */
export async function directoryChangedSince(
  tx: Tx,
  { helplineId }: Viewer,
  since: number,
): Promise<DirectoryVersion[]> {
  const newest = async (table: typeof services | typeof directorySettings) => {
    const isNewer = and(eq(table.helplineId, helplineId), gt(table.version, since));
    const latest = desc(table.version);
    const [row] = await tx
      .select({ version: table.version })
      .from(table as typeof services)
      .where(isNewer)
      .orderBy(latest)
      .limit(1);
    return row?.version ?? 0;
  };
  const version = Math.max(await newest(services), await newest(directorySettings));
  return version > 0 ? [{ id: helplineId, version }] : [];
}

/**
 * The services that changed after `since`, the ids of all, and the version up to which this is complete: it is read first, so a service that
 * changes meanwhile comes again with the next request. Which of them a viewer may know of, `serviceAsSeenBy` says too.
 */
export async function directorySince(db: Db, viewer: Viewer, since: number) {
  const [helpline] = await db
    .select({ change: helplines.change })
    .from(helplines)
    .where(eq(helplines.id, viewer.helplineId));
  const version = helpline?.change ?? 0;
  const isSeen = and(
    eq(services.helplineId, viewer.helplineId),
    mayKeepShared(viewer) ? undefined : ne(services.state, 'discarded'),
  );
  const all = await db.select({ id: services.id }).from(services).where(isSeen);
  const rows = await db
    .select()
    .from(services)
    .where(and(isSeen, gt(services.version, catchUpFrom(since, version))));
  return {
    version,
    ids: all.map(({ id }) => id),
    changed: await toServices(db, rows),
    bankHolidays: await bankHolidaysOf(db, viewer.helplineId),
  };
}
