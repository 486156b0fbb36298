import type { Reply } from '#shared/refusals';
import { refusalWords } from './refusal-words.ts';

const sayLateAfterMs = 4_000;

/** A request to the server: in progress, or refused with a sentence to show. */
export class AsyncAction {
  inProgress = $state(false);
  /** Has been in progress long enough for the page to say so. */
  late = $state(false);
  refusal = $state<string | null>(null);

  /** Resolves to true on success. Does nothing while a request is in progress. */
  async ask(...orders: (() => Promise<Reply>)[]): Promise<boolean> {
    if (this.inProgress) return false;
    this.inProgress = true;
    this.refusal = null;
    const timer = setTimeout(() => (this.late = true), sayLateAfterMs);
    const replies = await Promise.all(orders.map((order) => order()));
    clearTimeout(timer);
    this.inProgress = this.late = false;
    this.refusal = replies.map(refusalWords).find((words) => words !== null) ?? null;
    return this.refusal === null;
  }
}
