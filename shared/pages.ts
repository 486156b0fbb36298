import * as v from 'valibot';
import { mayKeepShared, type Agreement } from './agreement.ts';
import { longestPage, wrongInPage } from './page-text.ts';
import { longest } from './limits.ts';
import { id, line, lineUpTo, type Row, storable, version, writtenText } from './shapes.ts';
import { isBlank } from './text-checks.ts';
import { starterSlugs, type StarterSlug } from './starter-pages.ts';
import type { Viewer } from './viewer.ts';

/** One version of a page. `body` is empty where it hides or retires the page. */
export type PageVersion = Agreement & { chapter: string; title: string; body: string };

/** A text that somebody works on and has not proposed. */
export type PageDraft = { chapter: string; title: string; body: string; by: string; at: string };

/** `draft`: it was never in force. `discarded`: the draft was thrown away before that. */
export type PageState = 'draft' | 'published' | 'hidden' | 'retired' | 'discarded';

export type Page = Row & {
  state: PageState;
  /** The page of Alongside's own that this one replaces; null for none. */
  starter: StarterSlug | null;
  /** The text in force; null before the first, and for those from whom it is hidden. */
  current: PageVersion | null;
  /** The version that waits for a second person; null for none. */
  proposed: PageVersion | null;
  draft: PageDraft | null;
  /** Since when everybody is asked to read the text in force; null if nobody is. */
  mustReadSince: string | null;
  /** Whether a review asked for this draft. */
  fromReview: boolean;
};

/** That somebody has read a page since everybody was last asked to. It does not say when: nobody is timed. */
export type PageReading = { pageId: string; personId: string };

/**
 * What `GET /api/manual?since=` answers: the pages that changed after `since`, the ids of all that the reader may see (others are
 * gone), and the readings they may see: their own, and for managers everybody's. `version` is the next `since`.
 */
export type Manual = { version: number; ids: string[]; pages: Page[]; readings: PageReading[] };

/** News: something in the manual has changed. `id` is that of the helpline, `version` that of its newest page. */
export type ManualVersion = Row;
export type PageNews = { 'page:changed': ManualVersion };

const body = v.pipe(
  v.string(),
  v.maxLength(longestPage),
  storable,
  v.check((text) => !isBlank(text), 'Nothing is written here.'),
  v.check(
    (text) => wrongInPage(text) === null,
    ({ input }) => wrongInPage(input)!,
  ),
);
const chapter = lineUpTo('name');
const page = v.strictObject({ pageId: id });
const withWords = v.strictObject({ pageId: id, words: writtenText });
const settled = v.strictObject({ pageId: id, number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });

export const pageCommands = {
  /** Begins or changes the draft of a page. `basedOn`: the version of the page that the sender saw, 0 for a new one. */
  'page:draft': v.strictObject({
    pageId: id,
    starter: v.optional(v.picklist(starterSlugs)),
    chapter,
    title: line,
    body,
    basedOn: version,
  }),
  /** Throws the draft away. The text in force stays. */
  'page:discard': page,
  /** Proposes the draft. `answers`: the page that a review asked for, where its words went into this one. */
  'page:publish': v.strictObject({
    pageId: id,
    words: writtenText,
    basedOn: version,
    answers: v.optional(id),
  }),
  /** Puts telephone numbers right, at once. The text may differ in its numbers and in nothing else. */
  'page:correct': v.strictObject({ pageId: id, body, words: writtenText, basedOn: version }),
  /** Takes the text from everybody's sight, at once. */
  'page:hide': withWords,
  /** Proposes that the page is not needed any more. */
  'page:retire': withWords,
  /** The second person's yes to the version with this number. */
  'page:agree': settled,
  /** Says no to it, or takes it back. A text becomes the draft again; what was in force at once is undone. */
  'page:decline': settled,
  /** Asks everybody to read the text in force and to say so, or stops asking. */
  'page:mustRead': v.strictObject({ pageId: id, mustRead: v.boolean() }),
  /** "I have read this": the text in force, whose number was `version`. */
  'page:read': v.strictObject({ pageId: id, version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
};

/** Longest chapter and title, in characters. */
export const longestChapter = longest.name;
export const longestTitle = longest.line;

/** Days after which nobody is asked any more to read a page, and who has read it is deleted. */
export const mustReadDays = 90;

/** Whether this person may change the draft of this page: their own, one that nobody has begun, or any if they keep the manual. */
export const mayDraftPage = (viewer: Viewer, { draft }: Page): boolean =>
  mayKeepShared(viewer) || draft === null || draft.by === viewer.id;

/** Whether everybody is asked to read this page at `now`, in milliseconds since 1970. */
export const isToBeRead = ({ mustReadSince, state }: Page, now: number): boolean =>
  mustReadSince !== null &&
  state === 'published' &&
  now - Date.parse(mustReadSince) < mustReadDays * 86_400_000;

/** Whether this person has read the page since it was last asked for; asking anew deletes who has. */
export const hasRead = ({ id, mustReadSince }: Page, readings: PageReading[], personId: string): boolean =>
  mustReadSince !== null &&
  readings.some((reading) => reading.pageId === id && reading.personId === personId);

/**
 * The page as this person may read it; null if they may not know of it. A draft is seen by whoever writes it and by those who keep the
 * manual; a hidden or retired text by the latter alone. Of a retired page that replaced one of Alongside's own, everybody learns that it is
 * retired, so that the one it replaced does not come back.
 */
export function pageAsSeenBy(viewer: Viewer, page: Page): Page | null {
  if (mayKeepShared(viewer)) return page;
  if (page.state === 'discarded') return null;
  const draft = page.draft?.by === viewer.id ? page.draft : null;
  if (page.state === 'retired' && !draft && page.starter === null) return null;
  if (page.state === 'draft' && !draft && !page.proposed) return null;
  const current = page.state === 'published' ? page.current : null;
  return { ...page, current, draft, fromReview: false };
}
