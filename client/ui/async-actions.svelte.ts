import { SvelteSet } from 'svelte/reactivity';
import type { Reply } from '#shared/refusals';
import { AsyncAction } from './async-action.svelte.ts';

/** Requests that do not wait for one another, such as a second tick, or an answer changed before the first is sent; shown as one. */
export class AsyncActions {
  #asked = $state.raw<AsyncAction[]>([]);
  #rows = new SvelteSet<string>();

  get inProgress(): boolean {
    return this.#asked.some(({ inProgress }) => inProgress);
  }

  get late(): boolean {
    return this.#asked.some(({ late }) => late);
  }

  get refusal(): string | null {
    return this.#asked.findLast(({ refusal }) => refusal !== null)?.refusal ?? null;
  }

  /** Resolves to true on success. Refusals of earlier requests are no longer shown. */
  ask(...orders: (() => Promise<Reply>)[]): Promise<boolean> {
    this.forgetRefusals();
    const action = new AsyncAction();
    this.#asked = [...this.#asked, action];
    return action.ask(...orders);
  }

  /** As `ask`, for one of several rows: does nothing while a request about the same row is in progress. */
  async askAbout(row: string, ...orders: (() => Promise<Reply>)[]): Promise<boolean> {
    if (this.isAsking(row)) return false;
    this.#rows.add(row);
    const isDone = await this.ask(...orders);
    this.#rows.delete(row);
    return isDone;
  }

  isAsking = (row: string): boolean => this.#rows.has(row);

  forgetRefusals() {
    this.#asked = this.#asked.filter(({ inProgress }) => inProgress);
  }
}
