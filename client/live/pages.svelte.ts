import { get } from './http.ts';

/**
 * `list`: the name of the list in an answer, beside `more`. `cursor`: what the next request sends as `before`, from the last item; as
 * `after` where the list begins with the oldest.
 */
type Source<Item> = { address: string; list: string; cursor: (last: Item) => string; oldestFirst?: boolean };

/** A list that is fetched page by page over HTTP, latest first unless its source says otherwise. */
export class Pages<Item> {
  #source: Source<Item>;
  fetched = $state.raw<Item[]>([]);
  more = $state(true);
  busy = $state(false);
  trouble = $state<string | null>(null);

  constructor(source: Source<Item>) {
    this.#source = source;
  }

  async fetchMore() {
    if (this.busy) return;
    const { address, list, cursor, oldestFirst } = this.#source;
    this.busy = true;
    const last = this.fetched.at(-1);
    const next = last ? `?${oldestFirst ? 'after' : 'before'}=${encodeURIComponent(cursor(last))}` : '';
    const answer = await get<{ more: boolean }>(address + next);
    this.busy = false;
    this.trouble = answer.ok ? null : answer.message;
    if (!answer.ok) return;
    const page = (answer.value as unknown as Record<string, Item[]>)[list]!;
    this.fetched = [...this.fetched, ...page];
    this.more = answer.value.more;
  }
}
