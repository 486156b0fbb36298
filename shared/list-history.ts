import type { ListChange, ListName } from './lists.ts';

/** A change to a list that was agreed, declined, or taken back by whoever proposed it. */
export type SettledListChange = Omit<ListChange, 'needs'> & {
  list: ListName;
  /** How the word of `slug` read until then; null where the change names none, and where it was not written down. */
  was: string | null;
  outcome: 'agreed' | 'declined';
  settledBy: string;
  settledAt: string;
  /** What an earlier page begins before. */
  version: number;
};

/** What `GET /api/lists/history` answers, latest first. */
export type ListHistory = { changes: SettledListChange[]; more: boolean };
