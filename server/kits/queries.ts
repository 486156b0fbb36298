import { and, eq, getTableColumns, gt, isNull, or, sql } from 'drizzle-orm';
import { kits } from '#drizzle/schema/kits';
import { people } from '#drizzle/schema/people';
import type { Kit, KitPerson } from '#shared/kits';
import { isA, type Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type KitRow = typeof kits.$inferSelect;

/** Only what somebody writes about a missing bag is about a night; its name and what is in it are not. */
export const sealedKits = sealedTable(kits, {
  columns: { missingWords: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'kit', subjectId: id }),
});

const names = sql<Record<string, string> | null>`(
  select json_object_agg(person.id, person.first_name) from ${people} person
  where person.id in (${kits}.holder_id, ${kits}.to_id, ${kits}.line_to_id) or person.id = any(${kits}.near_ids))`;
const withNames = { ...getTableColumns(kits), names };

const toKits = async (tx: Tx, rows: (KitRow & { names: Record<string, string> | null })[]): Promise<Kit[]> =>
  (await sealedKits.openWhole(tx, rows)).map(kitIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
function kitIn({ names, ...row }: KitRow & { names: Record<string, string> | null }): Kit {
  const person = (id: string): KitPerson => ({ id, name: names?.[id] ?? '' });
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    items: row.items,
    holder: row.holderId === null ? null : person(row.holderId),
    heldSince: isoTime(row.heldSince),
    giverId: row.giverId,
    to: row.toId === null ? null : person(row.toId),
    charge: row.charge,
    missingAt: isoTime(row.missingAt),
    missingBy: row.missingBy,
    missingWords: row.missingWords,
    lineTo: row.lineToId === null ? null : person(row.lineToId),
    lineUntil: isoTime(row.lineUntil),
    retiredAt: isoTime(row.retiredAt),
    near: row.nearIds.map(person),
  };
}

export async function kitById(tx: Tx, helplineId: string, id: string): Promise<Kit | null> {
  const rows = await tx
    .select(withNames)
    .from(kits)
    .where(and(eq(kits.id, id), eq(kits.helplineId, helplineId)));
  return (await toKits(tx, rows))[0] ?? null;
}

export async function insertKit(tx: Tx, kit: typeof kits.$inferInsert): Promise<void> {
  await tx.insert(kits).values(kit);
}

export type KitChange = Partial<Omit<KitRow, 'id' | 'helplineId'>>;

/** Fields that are left out stay unchanged. */
export async function changeKit(tx: Tx, helplineId: string, id: string, change: KitChange): Promise<Kit> {
  const sealed = await sealedKits.seal(tx, change, { id, helplineId });
  await tx.update(kits).set(sealed).where(eq(kits.id, id));
  return (await kitById(tx, helplineId, id))!;
}

/** Those in use, with everything in them. */
export async function kitsInUse(tx: Tx, helplineId: string): Promise<Kit[]> {
  const rows = await tx
    .select(withNames)
    .from(kits)
    .where(and(eq(kits.helplineId, helplineId), isNull(kits.retiredAt)));
  return toKits(tx, rows);
}

export const latestKit = latestOfHelpline(kits);

export async function kitsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Kit[]> {
  const theirs = [kits.holderId, kits.toId, kits.giverId, kits.lineToId].map((column) =>
    eq(column, viewer.id),
  );
  theirs.push(sql`${viewer.id}::uuid = any(${kits.nearIds})`);
  const rows = await tx
    .select(withNames)
    .from(kits)
    .where(
      and(
        eq(kits.helplineId, viewer.helplineId),
        gt(kits.version, since),
        isA(viewer, 'manager') ? undefined : or(...theirs),
      ),
    );
  return toKits(tx, rows);
}
