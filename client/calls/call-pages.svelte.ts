import { get } from '../live/http.ts';

/** Older calls, fetched page by page over HTTP, latest first. */
export class CallPages<Found extends { startedAt: string }> {
  #address: string;
  fetched = $state.raw<Found[]>([]);
  more = $state(true);
  busy = $state(false);
  trouble = $state<string | null>(null);

  constructor(address: '/api/calls/mine' | '/api/grants/calls') {
    this.#address = address;
  }

  async fetchMore() {
    this.busy = true;
    const last = this.fetched.at(-1);
    const before = last ? `?before=${encodeURIComponent(last.startedAt)}` : '';
    const answer = await get<{ calls: Found[]; more: boolean }>(this.#address + before);
    this.busy = false;
    this.trouble = answer.ok ? null : answer.message;
    if (!answer.ok) return;
    this.fetched = [...this.fetched, ...answer.value.calls];
    this.more = answer.value.more;
  }
}
