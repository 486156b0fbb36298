/** Said anew only this often while somebody goes on writing. */
const sayAgainAfter = 3_000;
const stopAfter = 4_000;

/** Lets the partner see that somebody is writing, and that they have stopped. */
export class TypingSign {
  #say: (on: boolean) => void;
  #saidAt = -Infinity;
  #stop: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (on: boolean) => void) {
    this.#say = say;
  }

  typed(on: boolean) {
    clearTimeout(this.#stop);
    const saying = performance.now() - this.#saidAt < sayAgainAfter;
    if (on && !saying) {
      this.#say(true);
      this.#saidAt = performance.now();
    }
    if (on) this.#stop = setTimeout(() => this.typed(false), stopAfter);
    else if (this.#saidAt > -Infinity) {
      this.#say(false);
      this.#saidAt = -Infinity;
    }
  }
}
