import MiniSearch from 'minisearch';
import type { Entry } from './entries.ts';
import { wordsOf } from './page-tokens.ts';

/** A search in these pages, in the page itself, so that it works without a link. The best match comes first. */
export function searchIn(entries: Entry[]): (asked: string) => Entry[] {
  const index = new MiniSearch({
    idField: 'key',
    fields: ['title', 'chapter', 'words'],
    searchOptions: { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : 0), boost: { title: 3 } },
  });
  index.addAll(
    entries.map(({ key, title, chapter, body }) => ({ key, title, chapter, words: wordsOf(body) })),
  );
  return (asked) =>
    index.search(asked).flatMap(({ id }) => entries.find(({ key }) => key === (id as string)) ?? []);
}
