import { newsOf, type Noun, type RowOf } from '#shared/nouns';
import type { Row } from '#shared/shapes';
import { VersionedMap } from './versioned-map.svelte.ts';
import type { Live } from './live.svelte.ts';

/** The visible rows of one noun that pages only read, kept up to date. */
export class Collection<T extends Row> {
  #rows = new VersionedMap<T>();
  /** Newest first: ids made later sort later. */
  all = $derived(this.#rows.all.toSorted((a, b) => b.id.localeCompare(a.id)));

  constructor(live: Live, noun: Noun) {
    // A server that is about to be replaced may not know this noun yet.
    live.on('welcome', (welcome) =>
      this.#rows.welcome(welcome.since, (welcome[noun] ?? []) as unknown as T[]),
    );
    live.on(newsOf[noun], (row: T) => this.#rows.keep(row));
  }

  get(id: string): T | undefined {
    return this.#rows.get(id);
  }
}

type Collections<N extends Noun> = { [Name in N]: Collection<RowOf<Name>> };

/** A class whose instances have one `Collection` per noun, under the noun's name, except for the nouns in `others`. */
export const collectionsExcept = <N extends Noun>(others: readonly N[]) =>
  class {
    constructor(live: Live) {
      for (const noun of Object.keys(newsOf) as Noun[])
        if (!others.includes(noun as N)) Object.assign(this, { [noun]: new Collection(live, noun) });
    }
  } as new (live: Live) => Collections<Exclude<Noun, N>>;
