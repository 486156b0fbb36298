import type { AuditLine, AuditPage } from '#shared/audit';
import { get } from '../live/http.ts';

/** Lines of the audit log, fetched page by page, latest first. */
export class AuditPages {
  #address: string;
  lines = $state.raw<AuditLine[]>([]);
  more = $state(false);
  busy = $state(true);
  trouble = $state<string | null>(null);

  constructor(address: '/api/audit/mine' | '/api/audit') {
    this.#address = address;
    void this.fetchMore();
  }

  async fetchMore() {
    this.busy = true;
    const last = this.lines.at(-1);
    const answer = await get<AuditPage>(this.#address + (last ? `?before=${last.number}` : ''));
    this.busy = false;
    this.trouble = answer.ok ? null : answer.message;
    if (!answer.ok) return;
    this.lines = [...this.lines, ...answer.value.lines];
    this.more = answer.value.more;
  }
}
