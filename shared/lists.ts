import type { Row } from './shapes.ts';
import { isA, type Role, type Viewer } from './viewer.ts';

/** What is chosen in the record of a call, and when a call is flagged. */
export const listNames = ['issues', 'outcomes', 'responses', 'boroughs', 'sources', 'flagReasons'] as const;
export type ListName = (typeof listNames)[number];

/**
 * One word to choose from. The slug is what is stored with a call, and never changes. `group` is the heading it stands under, empty in a
 * list without headings. `retired`: not offered any more, and still read where it was chosen.
 */
export type ListWord = { slug: string; words: string; group: string; retired: boolean };

/** `order`: the order in which the words are offered, within their headings. */
export type ListChangeKind = 'add' | 'rename' | 'retire' | 'order';
export type ListOutcome = 'proposed' | 'agreed' | 'declined';

/** A change that one has proposed and that waits for a second yes. */
export type ListChange = {
  id: string;
  change: ListChangeKind;
  /** The word to rename or retire; null otherwise. */
  slug: string | null;
  /** The new word, of `add` and `rename`; null otherwise. */
  words: string | null;
  /** The heading of the word to add; null otherwise. */
  group: string | null;
  /** The slugs in their new order; null otherwise. Words that are not among them follow. */
  order: string[] | null;
  proposedBy: string;
  proposedAt: string;
  /** The roles of which a second person has to have one. */
  needs: Role[];
};

/** A list that the helpline has changed, or that somebody proposes to change; `starterLists` holds the others. */
export type List = Row & { list: ListName; words: ListWord[]; proposed: ListChange[] };
/** The most changes to one list that can wait for a second yes. */
export const mostProposed = 40;
export type ListNews = { 'list:changed': List };

/** Supporters choose from the lists and managers answer for them: one of each agrees to a change. */
export const mayKeepLists = (viewer: Pick<Viewer, 'roles'>): boolean =>
  isA(viewer, 'supporter') || isA(viewer, 'manager');

/** Whose yes a change takes that this person proposes: a supporter’s for a manager’s, a manager’s for a supporter’s, either for who is both. */
export const rolesToAgree = (viewer: Pick<Viewer, 'roles'>): Role[] => [
  ...(isA(viewer, 'manager') ? (['supporter'] as const) : []),
  ...(isA(viewer, 'supporter') ? (['manager'] as const) : []),
];

/** The second of the two. */
export const mayAgreeListChange = (
  viewer: Pick<Viewer, 'id' | 'roles'>,
  { proposedBy, needs }: Pick<ListChange, 'proposedBy' | 'needs'>,
): boolean => proposedBy !== viewer.id && needs.some((role) => isA(viewer, role));

/** The second of the two may say no, and whoever proposed it may take it back. */
export const mayDeclineListChange = (
  viewer: Pick<Viewer, 'id' | 'roles'>,
  change: Pick<ListChange, 'proposedBy' | 'needs'>,
): boolean => change.proposedBy === viewer.id || mayAgreeListChange(viewer, change);

/** The headings of a list, in their order; one empty one where it has none. */
export const groupsOf = (words: ListWord[]): string[] => [...new Set(words.map(({ group }) => group))];
