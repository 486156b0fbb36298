import type { ListName } from '#shared/lists';
import { starterLists } from '#shared/starter-lists';
import { refuseUnless, type Change } from '../platform/live/commands/command.ts';
import { wordsOf } from './queries.ts';

/**
 * Refuses `malformed` for a slug that no word of the helpline's list has. A retired word passes: somebody may have chosen it before, without
 * a link. The database is asked only about words that a helpline does not begin with.
 */
export async function refuseUnknownWords(
  { tx, helplineId }: Pick<Change, 'tx' | 'helplineId'>,
  chosen: Partial<Record<ListName, string[]>>,
): Promise<void> {
  const entries = Object.entries(chosen) as [ListName, string[]][];
  const isIn = (lists: typeof starterLists) =>
    entries.every(([list, slugs]) => slugs.every((slug) => lists[list].some((word) => word.slug === slug)));
  refuseUnless(
    isIn(starterLists) || isIn(await wordsOf(tx, helplineId)),
    'malformed',
    'There is a word here that your helpline’s lists do not have. Take it out, and choose another.',
  );
}
