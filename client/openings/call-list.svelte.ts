import type { CallInList } from '#shared/openings';
import { get } from '../live/http.ts';

/** The calls there are, without what is in them, fetched a page at a time, the latest first. */
export class CallList {
  fetched = $state.raw<CallInList[]>([]);
  more = $state(true);
  busy = $state(false);
  trouble = $state<string | null>(null);

  async fetchMore() {
    this.busy = true;
    const last = this.fetched.at(-1);
    const before = last ? `?before=${encodeURIComponent(last.startedAt)}` : '';
    const answer = await get<{ calls: CallInList[]; more: boolean }>(`/api/calls/list${before}`);
    this.busy = false;
    this.trouble = answer.ok ? null : answer.message;
    if (!answer.ok) return;
    this.fetched = [...this.fetched, ...answer.value.calls];
    this.more = answer.value.more;
  }
}
