import { and, desc, eq, gt, inArray, isNotNull, ne, or } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { pages } from '#drizzle/schema/pages';
import { mayKeepShared } from '#shared/agreement';
import type { ManualVersion, Page } from '#shared/pages';
import type { Viewer } from '#shared/viewer';
import { versionKey } from '../agreement/version-queries.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { catchUpFrom } from '../platform/database/epochs.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';
import { versionsInUse } from './version-queries.ts';

type PageRow = typeof pages.$inferSelect;

export const sealedPages = sealedTable(pages, {
  columns: { draftChapter: text, draftTitle: text, draftBody: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'manual', subjectId: id }),
});

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
async function toPages(tx: Db | Tx, rows: PageRow[]): Promise<Page[]> {
  const opened = await sealedPages.openWhole(tx, rows);
  const versions = await versionsInUse(
    tx,
    opened.map(({ id }) => id),
  );
  return opened.map((row) => ({
    id: row.id,
    version: row.version,
    state: row.state,
    starter: row.starter,
    current: versions.get(versionKey(row.id, row.currentNumber)) ?? null,
    proposed: versions.get(versionKey(row.id, row.proposedNumber)) ?? null,
    draft: draftIn(row),
    mustReadSince: isoTime(row.mustReadSince),
    fromReview: row.followUpId !== null,
  }));
}

const draftIn = ({ draftChapter, draftTitle, draftBody, draftBy, draftAt }: PageRow): Page['draft'] =>
  draftBy && draftAt
    ? {
        chapter: draftChapter ?? '',
        title: draftTitle ?? '',
        body: draftBody ?? '',
        by: draftBy,
        at: draftAt.toISOString(),
      }
    : null;

/** The columns of a draft; null throws it away. */
export const draftColumns = (draft: { chapter: string; title: string; body: string } | null) => ({
  draftChapter: draft?.chapter ?? null,
  draftTitle: draft?.title ?? null,
  draftBody: draft?.body ?? null,
});
export const noDraft = { ...draftColumns(null), draftBy: null, draftAt: null };

export async function pageById(tx: Db | Tx, helplineId: string, id: string): Promise<Page | null> {
  const rows = await tx
    .select()
    .from(pages)
    .where(and(eq(pages.id, id), eq(pages.helplineId, helplineId)));
  return (await toPages(tx, rows))[0] ?? null;
}

export async function insertPage(tx: Tx, page: typeof pages.$inferInsert): Promise<void> {
  await tx.insert(pages).values(await sealedPages.seal(tx, page));
}

type PageChange = Partial<Omit<PageRow, 'id' | 'helplineId'>> & { version: number };

/** Fields that are left out stay unchanged. */
export async function changePage(tx: Tx, helplineId: string, id: string, change: PageChange): Promise<void> {
  const sealed = await sealedPages.seal(tx, change, { id, helplineId });
  await tx.update(pages).set(sealed).where(eq(pages.id, id));
}

/** Of these pages, what a review asked for: the follow-up, and who is told once it is in force. */
export const reviewsBehind = (tx: Tx, ids: string[]) =>
  tx
    .select({ id: pages.id, followUpId: pages.followUpId, tellId: pages.tellId })
    .from(pages)
    .where(isOneOf(pages.id, ids));

export const latestPage = latestOfHelpline(pages);

/** The news of the manual: the version of its newest page, if it is above `since`. */
export async function manualChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<ManualVersion[]> {
  const [row] = await tx
    .select({ version: pages.version })
    .from(pages)
    .where(and(eq(pages.helplineId, viewer.helplineId), gt(pages.version, since)))
    .orderBy(desc(pages.version))
    .limit(1);
  return row ? [{ id: viewer.helplineId, version: row.version }] : [];
}

/** Which pages `pageAsSeenBy` shows to this viewer: the ids of all others are left out of an answer, and so are gone for them. */
const isSeenBy = (viewer: Viewer) =>
  mayKeepShared(viewer)
    ? ne(pages.state, 'discarded')
    : or(
        inArray(pages.state, ['published', 'hidden']),
        and(ne(pages.state, 'discarded'), eq(pages.draftBy, viewer.id)),
        and(eq(pages.state, 'draft'), isNotNull(pages.proposedNumber)),
        and(eq(pages.state, 'retired'), isNotNull(pages.starter)),
      );

/**
 * The pages that changed after `since`, the ids of all, and the version up to which this is complete: it is read first, so a page that
 * changes meanwhile comes again with the next request.
 */
export async function manualSince(db: Db, viewer: Viewer, since: number) {
  const [helpline] = await db
    .select({ change: helplines.change })
    .from(helplines)
    .where(eq(helplines.id, viewer.helplineId));
  const version = helpline?.change ?? 0;
  const isSeen = and(eq(pages.helplineId, viewer.helplineId), isSeenBy(viewer));
  const all = await db.select({ id: pages.id }).from(pages).where(isSeen);
  const rows = await db
    .select()
    .from(pages)
    .where(and(isSeen, gt(pages.version, catchUpFrom(since, version))));
  const changed = await toPages(db, rows);
  return { version, ids: all.map(({ id }) => id), changed };
}
