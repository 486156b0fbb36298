import type { Reply } from '#shared/refusals';
import { refusalWords } from './refusal-words.ts';

const saySoAfter = 4_000;

/** Something asked of the server: under way, or turned down with a sentence to show where it was asked. */
export class AsyncAction {
  underWay = $state(false);
  /** Under way for so long that it has to be said. */
  late = $state(false);
  refusal = $state<string | null>(null);

  /** True when it went well. Asking again while it is under way does nothing. */
  async ask(...orders: (() => Promise<Reply>)[]): Promise<boolean> {
    if (this.underWay) return false;
    this.underWay = true;
    this.refusal = null;
    const timer = setTimeout(() => (this.late = true), saySoAfter);
    const replies = await Promise.all(orders.map((order) => order()));
    clearTimeout(timer);
    this.underWay = this.late = false;
    this.refusal = replies.map(refusalWords).find((words) => words !== null) ?? null;
    return this.refusal === null;
  }
}
