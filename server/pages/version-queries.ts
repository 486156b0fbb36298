import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { pages, pageVersions } from '#drizzle/schema/pages';
import type { PageVersion } from '#shared/pages';
import type { Db, Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type VersionRow = typeof pageVersions.$inferSelect;

/** A page and its versions share one key, because they are kept as long as one another. */
export const sealedPageVersions = sealedTable(pageVersions, {
  columns: { chapter: text, title: text, body: text, words: text },
  scopeOf: ({ helplineId, pageId }) => ({ helplineId, purpose: 'manual', subjectId: pageId }),
});

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const versionIn = (row: VersionRow): PageVersion => ({
  number: row.number,
  change: row.change,
  outcome: row.outcome,
  chapter: row.chapter,
  title: row.title,
  body: row.body,
  words: row.words,
  proposedBy: row.proposedBy,
  proposedAt: row.proposedAt.toISOString(),
  settledBy: row.settledBy,
  settledAt: row.settledAt?.toISOString() ?? null,
});

/** The versions in force and those proposed, of these pages, by page id and number. */
export async function versionsInUse(tx: Db | Tx, pageIds: string[]) {
  if (pageIds.length === 0) return new Map<string, PageVersion>();
  const isInUse = or(
    eq(pageVersions.number, pages.currentNumber),
    eq(pageVersions.number, pages.proposedNumber),
  );
  const rows = await tx
    .select({ row: pageVersions })
    .from(pageVersions)
    .innerJoin(pages, and(eq(pages.id, pageVersions.pageId), isInUse))
    .where(isOneOf(pageVersions.pageId, pageIds));
  const opened = await sealedPageVersions.openWhole(
    tx,
    rows.map(({ row }) => row),
  );
  return new Map(opened.map((row) => [versionKey(row.pageId, row.number), versionIn(row)]));
}

/** The place of a version in the answer of `versionsInUse`. */
export const versionKey = (pageId: string, number: number | null) => `${pageId} ${number}`;

/** Every version of a page, latest first. */
export async function versionsOf(tx: Db | Tx, helplineId: string, pageId: string): Promise<PageVersion[]> {
  const rows = await tx
    .select()
    .from(pageVersions)
    .where(and(eq(pageVersions.pageId, pageId), eq(pageVersions.helplineId, helplineId)))
    .orderBy(desc(pageVersions.number));
  return (await sealedPageVersions.openWhole(tx, rows)).map(versionIn);
}

/** Inserts the next version of a page; returns its number. */
export async function insertVersion(
  tx: Tx,
  version: Omit<typeof pageVersions.$inferInsert, 'number' | 'outcome'>,
): Promise<number> {
  const next = sql<number>`(select coalesce(max(number), 0) + 1 from ${pageVersions} where page_id = ${version.pageId})`;
  const sealed = await sealedPageVersions.seal(tx, version);
  const [row] = await tx
    .insert(pageVersions)
    .values({ ...sealed, number: next, outcome: 'proposed' })
    .returning({ number: pageVersions.number });
  return row!.number;
}

/** Writes down who agreed or declined. Returns the page whose words went into this version; null for none. */
export async function settleVersion(
  tx: Tx,
  { pageId, number }: { pageId: string; number: number },
  change: Pick<VersionRow, 'outcome' | 'version'> & { settledBy: string; settledAt: Date },
): Promise<string | null> {
  const [row] = await tx
    .update(pageVersions)
    .set(change)
    .where(and(eq(pageVersions.pageId, pageId), eq(pageVersions.number, number)))
    .returning({ answersId: pageVersions.answersId });
  return row?.answersId ?? null;
}

/** The number of the last text of this page on which two agreed; null if there is none. */
export async function lastAgreedNumber(tx: Tx, pageId: string): Promise<number | null> {
  const [row] = await tx
    .select({ number: pageVersions.number })
    .from(pageVersions)
    .where(
      and(
        eq(pageVersions.pageId, pageId),
        eq(pageVersions.outcome, 'agreed'),
        inArray(pageVersions.change, ['text', 'number']),
      ),
    )
    .orderBy(desc(pageVersions.number))
    .limit(1);
  return row?.number ?? null;
}
