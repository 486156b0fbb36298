import type { SettledListChange } from '#shared/list-history';
import type { List, ListChange, ListName, ListWord } from '#shared/lists';
import type { App } from '../app.ts';
import { past } from '../ui/moments.ts';
import { isolated } from '../ui/isolated.ts';

/** What each list is called, as it is labelled where one chooses from it. */
export const listTitles: Record<ListName, string> = {
  issues: 'What it is about',
  outcomes: 'What was done',
  responses: 'Does someone need to respond?',
  boroughs: 'Borough',
  sources: 'How they found us',
  flagReasons: 'Why a call is flagged',
};

/** A sentence about a list that one should know before adding to it; null for none. */
export const beforeAdding: Record<ListName, string | null> = {
  issues: null,
  outcomes: 'A new word goes in the record. Nobody is told of it.',
  responses:
    'A new answer goes in the record. Nobody is told of it, and the record says so to whoever chooses it.',
  boroughs: null,
  sources: null,
  flagReasons: null,
};

/** In quotation marks, in which its direction stays its own. */
export const quoted = (words: string) => `“${isolated(words)}”`;

/** What a change does, in words, such as: Rename “Financial” to “Money taken”. */
export function changeWords(
  { list, words }: Pick<List, 'list' | 'words'>,
  change: Omit<ListChange, 'needs'>,
): string {
  const now = quoted(words.find(({ slug }) => slug === change.slug)?.words ?? change.slug ?? '');
  switch (change.change) {
    case 'add':
      return `Add ${quoted(change.words!)}${change.group ? ` under ${quoted(change.group)}` : ''}`;
    case 'rename':
      return `Rename ${now} to ${quoted(change.words!)}`;
    case 'retire':
      return `Do not offer ${now} any more`;
    case 'order':
      return `Another order of ${quoted(listTitles[list])}`;
  }
}

/** The words in the order that a change proposes, which are offered, as one line for each heading. */
export function newOrder(words: ListWord[], order: string[]): { group: string; words: string }[] {
  const known = order.flatMap((slug) => words.find((word) => word.slug === slug && !word.retired) ?? []);
  const groups = [...new Set(words.map(({ group }) => group))];
  return groups.map((group) => ({
    group,
    words: known
      .filter((word) => word.group === group)
      .map((word) => isolated(word.words))
      .join(', '),
  }));
}

/** Whose yes a change waits for. */
export const waitsFor = ({ needs }: Pick<ListChange, 'needs'>): string =>
  needs.length > 1
    ? 'Another supporter or manager has to agree.'
    : needs[0] === 'supporter'
      ? 'A supporter has to agree.'
      : 'A manager has to agree.';

/** What a settled change was, with its word as it read then. */
export function whatWasProposed({ lists }: Pick<App, 'lists'>, change: SettledListChange): string {
  const { list, slug, was } = change;
  const known = lists.of(list);
  return changeWords(
    {
      list,
      words:
        was === null ? known : known.map((word) => (word.slug === slug ? { ...word, words: was } : word)),
    },
    change,
  );
}

/** Lorna proposed this at 21:42. Ben agreed at 21:50. */
export function settledWords(
  { me, nameOf, times, clock }: Pick<App, 'me' | 'nameOf' | 'times' | 'clock'>,
  { proposedBy, proposedAt, settledBy, settledAt, outcome }: SettledListChange,
): string {
  const who = (id: string) => (id === me.id ? 'You' : nameOf(id));
  const when = (at: string) => past(times, clock.now, at);
  const said = outcome === 'agreed' ? 'agreed' : settledBy === proposedBy ? 'took it back' : 'said no';
  return `${who(proposedBy)} proposed this ${when(proposedAt)}. ${who(settledBy)} ${said} ${when(settledAt)}.`;
}
