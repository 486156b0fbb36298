import { pages, pageVersions } from '#drizzle/schema/pages';
import type { PageVersion } from '#shared/pages';
import { agreementIn, versionKey, versionsIn } from '../agreement/version-queries.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type VersionRow = typeof pageVersions.$inferSelect;
type Settled = Pick<VersionRow, 'outcome' | 'version'> & { settledBy: string; settledAt: Date };

/** A page and its versions share one key, because they are kept as long as one another. */
export const sealedPageVersions = sealedTable(pageVersions, {
  columns: { chapter: text, title: text, body: text, words: text },
  scopeOf: ({ helplineId, pageId }) => ({ helplineId, purpose: 'manual', subjectId: pageId }),
});

const versions = versionsIn(pageVersions, {
  owner: pageVersions.pageId,
  owners: pages,
  sealed: sealedPageVersions,
});

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const versionIn = (row: VersionRow): PageVersion => ({
  ...agreementIn(row),
  chapter: row.chapter,
  title: row.title,
  body: row.body,
});

/** The versions in force and those proposed, of these pages, by `versionKey`. */
export async function versionsInUse(tx: Db | Tx, pageIds: string[]) {
  const rows = await versions.inUse(tx, pageIds);
  return new Map(rows.map((row) => [versionKey(row.pageId, row.number), versionIn(row)]));
}

/** Every version of a page, latest first. */
export async function versionsOf(tx: Db | Tx, helplineId: string, pageId: string): Promise<PageVersion[]> {
  const rows = await versions.all(tx, pageVersions.helplineId, { ownerId: pageId, helplineId });
  return rows.map(versionIn);
}

/** Inserts the next version of a page; returns its number. */
export const insertVersion = (
  tx: Tx,
  version: Omit<typeof pageVersions.$inferInsert, 'number' | 'outcome'>,
): Promise<number> => versions.insert(tx, version.pageId, version);

/** Writes down who agreed or declined. Returns the page whose words went into this version; null for none. */
export async function settleVersion(
  tx: Tx,
  { pageId, number }: { pageId: string; number: number },
  change: Settled,
): Promise<string | null> {
  return (await versions.settle(tx, pageId, number, change))?.answersId ?? null;
}

/** The number of the last text of this page on which two agreed; null if there is none. */
export const { lastAgreedNumber } = versions;
