import { groupsOf, type ListChange, type ListWord } from '#shared/lists';

export type Wanted = Pick<ListChange, 'change' | 'slug' | 'words' | 'group' | 'order'>;

/** Whether two words read the same to somebody who chooses. */
export const readsLike = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (words: string) => words.trim().toLowerCase().replace(/\s+/g, ' ');

/** The list once a change is in force. The change has passed `whyNot`. */
export function withChange(words: ListWord[], wanted: Wanted): ListWord[] {
  switch (wanted.change) {
    case 'add':
      return withWord(words, wanted.words!, wanted.group ?? '');
    case 'rename':
      return words.map((word) => (word.slug === wanted.slug ? { ...word, words: wanted.words! } : word));
    case 'retire':
      return words.map((word) => (word.slug === wanted.slug ? { ...word, retired: true } : word));
    case 'order':
      return inOrder(words, wanted.order!);
  }
}

/** A word that was retired comes back under its slug, so that older records and new ones are found together. */
function withWord(words: ListWord[], text: string, group: string): ListWord[] {
  const before = words.find((word) => word.retired && readsLike(word.words, text));
  const rest = words.filter((word) => word !== before);
  const slug = before?.slug ?? slugFor(text, new Set(words.map((word) => word.slug)));
  const at = rest.findLastIndex((word) => word.group === group && !word.retired) + 1;
  return rest.toSpliced(at === 0 ? rest.length : at, 0, { slug, words: text, group, retired: false });
}

/** Headings keep their order. A word that `order` does not name, such as one added meanwhile, follows in its heading. */
function inOrder(words: ListWord[], order: string[]): ListWord[] {
  const place = new Map(order.map((slug, at) => [slug, at]));
  const placeOf = ({ slug }: ListWord) => place.get(slug) ?? order.length;
  return groupsOf(words).flatMap((group) =>
    words.filter((word) => word.group === group).toSorted((one, other) => placeOf(one) - placeOf(other)),
  );
}

/** A slug that reads like the word, as far as its letters are Latin ones, and that no other word of the list has. */
function slugFor(text: string, taken: Set<string>): string {
  const latin = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48);
  const base = latin.replace(/^-+|-+$/g, '');
  const stem = /[a-z]/.test(base) ? base : ['word', base].filter(Boolean).join('-');
  let [slug, number] = [stem, 1];
  while (taken.has(slug)) slug = `${stem}-${(number += 1)}`;
  return slug;
}
