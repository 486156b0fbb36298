import { DetailsWarning } from './details-warning.svelte.ts';

/** One warning for each call. It outlives the note on the screen, which goes with another tab of a phone, or when the screen is turned. */
export class NoteWarnings {
  #ofCalls = new Map<string, DetailsWarning>();
  #known: () => string[];

  /** `known` returns names that are allowed, such as those of the pair. */
  constructor(known: () => string[]) {
    this.#known = known;
  }

  of(callId: string): DetailsWarning {
    const warning = this.#ofCalls.get(callId) ?? new DetailsWarning(this.#known);
    this.#ofCalls.set(callId, warning);
    return warning;
  }
}
