/** A server time that differs by more than this is not network delay: the device slept, or a clock was corrected. */
const tooMuchToBeLate = 2_000;
/** If the device clock runs ahead of the stopwatch by up to this, the device slept (stopwatches may stop then); by more, its clock was corrected. */
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
  /** Milliseconds since 1970, updated at each full second. 0 before the first welcome. */
  now = $state(0);

  /** A server time can arrive late and never early, so the earliest is trusted and later ones adjust it slowly. */
  set(serverNow: number) {
    if (this.now !== 0) this.#lookForSleep();
    const heard = serverNow - performance.now();
    const late = this.#ahead - heard;
    const isMeasured = this.now !== 0 && Math.abs(late) < tooMuchToBeLate;
    this.#ahead = isMeasured && late > 0 ? this.#ahead - late / 4 : heard;
    this.#deviceAhead = performance.now() + this.#ahead - Date.now();
    this.#tick();
  }

  /** The exact time, for timestamps; `now` is for display. 0 before the first welcome. */
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
