/** A word from the server that differs by more than this is not late: this device slept, or a clock was put right. */
const tooMuchToBeLate = 2_000;

/** The server's clock, carried on by a stopwatch, so that a device clock that is wrong or moved changes nothing. */
export class ServerClock {
  #ahead = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Milliseconds since 1970, renewed as each second begins. 0 until the server has been heard. */
  now = $state(0);

  /** What the server says can arrive late and never early, so the earliest is believed and later ones only lean on it. */
  set(serverNow: number) {
    const heard = serverNow - performance.now();
    const late = this.#ahead - heard;
    const isMeasured = this.now !== 0 && Math.abs(late) < tooMuchToBeLate;
    this.#ahead = isMeasured && late > 0 ? this.#ahead - late / 4 : heard;
    this.#tick();
  }

  /** The time at this very moment, for stamping; `now` is for showing. */
  exact(): number {
    return this.now === 0 ? 0 : performance.now() + this.#ahead;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #tick = () => {
    clearTimeout(this.#timer);
    const now = performance.now() + this.#ahead;
    this.now = Math.round(now / 1000) * 1000;
    this.#timer = setTimeout(this.#tick, 1000 - (now % 1000) + 5);
  };
}
