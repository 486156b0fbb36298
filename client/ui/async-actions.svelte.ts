import type { Reply } from '#shared/refusals';
import { AsyncAction } from './async-action.svelte.ts';

/** Requests that do not wait for one another, such as a second tick, or an answer changed before the first is sent; shown as one. */
export class AsyncActions {
  #asked = $state.raw<AsyncAction[]>([]);

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

  forgetRefusals() {
    this.#asked = this.#asked.filter(({ inProgress }) => inProgress);
  }
}
