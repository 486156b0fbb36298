/** A word from the server that differs by more than this is not late: this device slept, or a clock was put right. */
const tooMuchToBeLate = 2_000;
/** The device clock running ahead of the stopwatch by up to this is a sleep, in which a stopwatch may stand still; by more, a clock put right. */
const longestSleep = 12 * 60 * 60 * 1_000;

/**
 * The server's clock, carried on by a stopwatch, so that a device clock that is wrong or moved changes nothing. The device clock
 * only tells how long the stopwatch stood still.
 */
export class ServerClock {
  /** What is added to the stopwatch, and to the device clock, to get the server's time. */
  #ahead = 0;
  #deviceAhead = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Milliseconds since 1970, renewed as each second begins. 0 until the server has been heard. */
  now = $state(0);

  /** What the server says can arrive late and never early, so the earliest is believed and later ones only lean on it. */
  set(serverNow: number) {
    if (this.now !== 0) this.#lookForSleep();
    const heard = serverNow - performance.now();
    const late = this.#ahead - heard;
    const isMeasured = this.now !== 0 && Math.abs(late) < tooMuchToBeLate;
    this.#ahead = isMeasured && late > 0 ? this.#ahead - late / 4 : heard;
    this.#deviceAhead = performance.now() + this.#ahead - Date.now();
    this.#tick();
  }

  /** The time at this very moment, for stamping; `now` is for showing. 0 until the server has been heard. */
  exact(): number {
    if (this.now === 0) return 0;
    this.#lookForSleep();
    return performance.now() + this.#ahead;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #lookForSleep() {
    const stoodStill = Date.now() + this.#deviceAhead - (performance.now() + this.#ahead);
    if (Math.abs(stoodStill) < tooMuchToBeLate) return;
    if (stoodStill > 0 && stoodStill <= longestSleep) this.#ahead += stoodStill;
    else this.#deviceAhead -= stoodStill;
  }

  #tick = () => {
    clearTimeout(this.#timer);
    if (this.now !== 0) this.#lookForSleep();
    const now = performance.now() + this.#ahead;
    this.now = Math.round(now / 1000) * 1000;
    this.#timer = setTimeout(this.#tick, 1000 - (now % 1000) + 5);
  };
}
