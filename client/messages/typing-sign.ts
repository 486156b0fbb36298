/** How often it is repeated while somebody keeps typing, in milliseconds. */
const sayAgainAfter = 3_000;
const stopAfter = 4_000;

/** Sends the typing indicator, and clears it once typing stops. */
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
