import type { Page } from '#shared/pages';
import { starterChapters, starterSlugs, type StarterSlug } from '#shared/starter-pages';

/** A page that Alongside comes with. */
export type StarterPage = { slug: StarterSlug; chapter: string; title: string; body: string };

/** One page in the list of chapters. */
export type Entry = {
  /** The last part of its address: the page's id, or the slug of a page of Alongside's own. */
  key: string;
  chapter: string;
  title: string;
  body: string;
  /** The helpline's own version; null for a starter page that nobody has edited. */
  page: Page | null;
  /** The text is Alongside's own, and the helpline has not agreed to it. */
  isStarter: boolean;
};

/** Every page that can be read, chapter by chapter: the helpline's own, and Alongside's own where it has none in their place. */
export function entriesOf(pages: Page[], starters: StarterPage[]): Entry[] {
  const own = pages.flatMap((page) => ownEntry(page) ?? []);
  const ours = starters.flatMap((starter) => {
    const page = pages.find((one) => one.starter === starter.slug) ?? null;
    if (page && page.state !== 'draft') return [];
    return [{ ...starter, key: starter.slug, page, isStarter: true }];
  });
  return [...own, ...ours].sort(inOrder);
}

function ownEntry(page: Page): Entry | null {
  const text = page.current ?? (page.state === 'hidden' ? page.proposed : null);
  if (!text || page.state === 'retired') return null;
  const { chapter, title, body } = text;
  return { key: page.id, chapter, title, body, page, isStarter: false };
}

/** Known chapters first, in their order; within a chapter, pages of Alongside's own in theirs. Everything else by its name. */
function inOrder(a: Entry, b: Entry): number {
  return (
    rank(starterChapters, a.chapter) - rank(starterChapters, b.chapter) ||
    a.chapter.localeCompare(b.chapter) ||
    rank(starterSlugs, slugOf(a)) - rank(starterSlugs, slugOf(b)) ||
    a.title.localeCompare(b.title)
  );
}

const slugOf = ({ page, isStarter, key }: Entry) => (isStarter ? key : (page?.starter ?? ''));
const rank = (known: readonly string[], one: string) =>
  (known.indexOf(one) + known.length + 1) % (known.length + 1);

/** The chapters of these entries, in their order. */
export const chaptersOf = (entries: Entry[]): string[] => [...new Set(entries.map(({ chapter }) => chapter))];

/** The entry at an address: a page by its id, or what is read in place of one of Alongside's own. */
export const entryAt = (entries: Entry[], key: string): Entry | undefined =>
  entries.find((entry) => entry.key === key || entry.page?.id === key || entry.page?.starter === key);
