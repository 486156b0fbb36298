import type { Call } from '#shared/calls';
import { get } from '../live/http.ts';

/** My calls of former days, fetched a page at a time, the latest first. */
export class CallHistory {
  fetched = $state.raw<Call[]>([]);
  more = $state(true);
  busy = $state(false);
  trouble = $state<string | null>(null);

  async fetchMore() {
    this.busy = true;
    const last = this.fetched.at(-1);
    const before = last ? `?before=${encodeURIComponent(last.startedAt)}` : '';
    const answer = await get<{ calls: Call[]; more: boolean }>(`/api/calls/mine${before}`);
    this.busy = false;
    this.trouble = answer.ok ? null : answer.message;
    if (!answer.ok) return;
    this.fetched = [...this.fetched, ...answer.value.calls];
    this.more = answer.value.more;
  }
}
