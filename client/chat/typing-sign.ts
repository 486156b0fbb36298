import type { Live } from '../live/live.svelte.ts';

/** Said anew only this often while somebody goes on writing. */
const sayAgainAfter = 3_000;
const stopAfter = 4_000;

/** Lets the partner see that somebody is writing, and that they have stopped. */
export class TypingSign {
  #live: Live;
  #saidAt = -Infinity;
  #stop: ReturnType<typeof setTimeout> | undefined;

  constructor(live: Live) {
    this.#live = live;
  }

  typed(on: boolean) {
    clearTimeout(this.#stop);
    const saying = performance.now() - this.#saidAt < sayAgainAfter;
    if (on && !saying) {
      this.#live.typing(true);
      this.#saidAt = performance.now();
    }
    if (on) this.#stop = setTimeout(() => this.typed(false), stopAfter);
    else if (this.#saidAt > -Infinity) {
      this.#live.typing(false);
      this.#saidAt = -Infinity;
    }
  }
}
