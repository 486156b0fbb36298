import { fieldsOf, type FlaggedLine, type LogFilters, type LogView, type WeekLine } from '#shared/call-log';
import type { Call } from '#shared/calls';
import { get } from '../live/http.ts';

export type LogLine = Call | FlaggedLine | WeekLine;
type Page = { lines: LogLine[]; more: boolean; before?: string | null; leftOut?: boolean };

/** What one search of the log has found so far, page by page, latest first. */
export class LogPages {
  #fields: Record<string, string>;
  #before: string | null = null;
  fetched = $state.raw<LogLine[]>([]);
  more = $state(true);
  busy = $state(false);
  trouble = $state<string | null>(null);
  /** Weeks were left out of what was fetched, because few calls were in them. */
  leftOut = $state(false);

  constructor(view: LogView, filters: LogFilters) {
    this.#fields = { of: view, ...fieldsOf(filters) };
  }

  async fetchMore() {
    if (this.busy) return;
    this.busy = true;
    const asked = { ...this.#fields, ...(this.#before !== null && { before: this.#before }) };
    const answer = await get<Page>(`/api/calls/log?${new URLSearchParams(asked)}`);
    this.busy = false;
    this.trouble = answer.ok ? null : answer.message;
    if (!answer.ok) return;
    const { lines, more, before, leftOut } = answer.value;
    this.fetched = [...this.fetched, ...lines];
    this.more = more;
    this.leftOut ||= leftOut ?? false;
    this.#before = before ?? startOf(lines.at(-1));
  }
}

const startOf = (line: LogLine | undefined) => (line && 'startedAt' in line ? line.startedAt : null);
