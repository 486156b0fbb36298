import type { ToClient, Welcome } from '#shared/contract';
import type { Row } from '#shared/shapes';
import { VersionedMap } from './versioned-map.svelte.ts';
import type { Live } from './live.svelte.ts';

type NounOf<T extends Row> = {
  [Noun in keyof Welcome]: Welcome[Noun] extends T[] ? Noun : never;
}[keyof Welcome];

/** A noun of which only a page that comes later does more than read: what may be seen of it, kept up to date. */
export class Collection<T extends Row> {
  #rows = new VersionedMap<T>();
  /** Newest first: ids made later sort later. */
  all = $derived(this.#rows.all.toSorted((a, b) => b.id.localeCompare(a.id)));

  constructor(live: Live, noun: NounOf<T>, name: keyof ToClient) {
    live.on('welcome', (welcome) => this.#rows.welcome(welcome.since, welcome[noun] as unknown as T[]));
    live.on(name, ((row: T) => this.#rows.keep(row)) as never);
  }

  get(id: string): T | undefined {
    return this.#rows.get(id);
  }
}
