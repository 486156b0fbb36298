import type { List, ListName, ListWord } from '#shared/lists';
import { starterLists } from '#shared/starter-lists';
import { Collection } from '../live/collection.svelte.ts';
import type { ChoiceGroups } from '../ui/choice-groups.ts';

/** The words to choose from, as the helpline has them. The lists that it has changed come with the welcome, before any page is shown. */
export class Lists extends Collection<List> {
  /** Every word of a list, retired ones too. */
  of = (list: ListName): ListWord[] => this.all.find((one) => one.list === list)?.words ?? starterLists[list];

  find(list: ListName, slug: string): ListWord | undefined {
    return this.of(list).find((word) => word.slug === slug);
  }

  /** How this slug reads, also where it is retired. */
  wordOf = (list: ListName, slug: string): string => this.find(list, slug)?.words ?? slug;

  /** Housing, Debt */
  wordsOf(list: ListName, slugs: string[]): string {
    return slugs.map((slug) => this.wordOf(list, slug)).join(', ');
  }

  chips(list: ListName, slugs: string[]) {
    return slugs.map((value) => ({ value, words: this.wordOf(list, value) }));
  }

  /** What can be chosen, by heading: the words that are offered, and retired ones that were chosen before. */
  choices(list: ListName, chosen: string[]): ChoiceGroups<string> {
    const groups: Record<string, Record<string, string>> = {};
    for (const { slug, words, group, retired } of this.of(list))
      if (!retired || chosen.includes(slug)) (groups[group] ??= {})[slug] = words;
    return groups;
  }

  /** The same for a list without headings, of which one is chosen. */
  options(list: ListName, chosen: string | null): Record<string, string> {
    return (this.choices(list, chosen ? [chosen] : [])[''] ?? {}) as Record<string, string>;
  }
}
