/** A server time that differs by more than this is not network delay: the device slept, or a clock was corrected. */
const tooMuchToBeLate = 2_000;
/**
 * If the device clock runs ahead of the monotonic timer by up to this, the device slept (the timer may stop then); by more, its clock
 * was corrected. Long, because what is typed after a sleep that was not counted seems old and is deleted.
 */
const longestSleep = 31 * 24 * 60 * 60 * 1_000;

/**
 * The server's clock, advanced by a monotonic timer, so that a wrong or corrected device clock has no effect. The device clock
 * only tells for how long the timer was stopped by sleep.
 */
export class ServerClock {
  /** Offsets of the server's time from the monotonic timer and from the device clock, in milliseconds. */
  #ahead = 0;
  #deviceAhead = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #jumped = false;
  /** Called within a second after this clock went ahead with the device clock: whether that was sleep, only the server knows. */
  onjump: () => void = () => {};
  /** Milliseconds since 1970, updated at each full second. 0 before the first welcome. */
  now = $state(0);

  /** A server time can only arrive late, so the earliest is trusted and later ones adjust it slowly. */
  set(serverNow: number) {
    if (this.now !== 0) this.#lookForSleep();
    const heard = serverNow - performance.now();
    const late = this.#ahead - heard;
    const isMeasured = this.now !== 0 && Math.abs(late) < tooMuchToBeLate;
    this.#ahead = isMeasured && late > 0 ? this.#ahead - late / 4 : heard;
    this.#deviceAhead = performance.now() + this.#ahead - Date.now();
    this.#jumped = false;
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
    if (stoodStill > 0 && stoodStill <= longestSleep) {
      this.#ahead += stoodStill;
      this.#jumped = true;
    } else this.#deviceAhead -= stoodStill;
  }

  #tick = () => {
    clearTimeout(this.#timer);
    if (this.now !== 0) this.#lookForSleep();
    const now = performance.now() + this.#ahead;
    this.now = Math.round(now / 1000) * 1000;
    this.#timer = setTimeout(this.#tick, 1000 - (now % 1000) + 5);
    const jumped = this.#jumped;
    this.#jumped = false;
    if (jumped) this.onjump();
  };
}
