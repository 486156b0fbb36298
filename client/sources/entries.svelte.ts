import type { ServiceKind } from '#shared/service-kinds';
import type { Difference, SourceEntries, SourceEntry } from '#shared/sources';
import { get } from '../live/http.ts';

/** What waits to be decided of one source, of one sort, page by page. */
export class Entries {
  #address: string;
  #asked: Record<string, string>;
  fetched = $state.raw<SourceEntry[]>([]);
  more = $state(true);
  busy = $state(false);
  trouble = $state<string | null>(null);
  #after: string | null = null;

  constructor(sourceId: string, what: Difference, kind: ServiceKind | null) {
    this.#address = `/api/sources/${sourceId}/differences`;
    this.#asked = { what, ...(kind && { kind }) };
  }

  async fetchMore() {
    if (this.busy) return;
    this.busy = true;
    const asked = { ...this.#asked, ...(this.#after !== null && { after: this.#after }) };
    const answer = await get<SourceEntries>(`${this.#address}?${new URLSearchParams(asked)}`);
    this.busy = false;
    this.trouble = answer.ok ? null : answer.message;
    if (!answer.ok) return;
    const { entries, more } = answer.value;
    this.fetched = [...this.fetched, ...entries];
    this.more = more;
    this.#after = entries.at(-1)?.id ?? this.#after;
  }

  /** Takes out what was decided. */
  drop(id: string) {
    this.fetched = this.fetched.filter((entry) => entry.id !== id);
    if (this.fetched.length === 0 && this.more) void this.fetchMore();
  }
}
