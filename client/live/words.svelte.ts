import { SvelteMap } from 'svelte/reactivity';

/** Text on its way to being something: kept while screens come and go, until it is sent. */
export class Words {
  #texts = new SvelteMap<string, string>();

  at(place: string): string {
    return this.#texts.get(place) ?? '';
  }

  put(place: string, text: string) {
    if (text === '') this.#texts.delete(place);
    else this.#texts.set(place, text);
  }
}
