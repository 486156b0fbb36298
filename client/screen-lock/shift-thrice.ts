const threeWithinMs = 5_000;

/** Shift pressed three times, each time alone. Capital letters do not count, nor does Shift with the mouse. */
export class ShiftThrice {
  #presses: number[] = [];
  #alone = false;

  down({ key, repeat, ctrlKey, altKey, metaKey }: KeyboardEvent) {
    if (repeat) return;
    if (key === 'Shift' && !ctrlKey && !altKey && !metaKey) this.#alone = true;
    else this.somethingElse();
  }

  somethingElse() {
    this.#alone = false;
    this.#presses = [];
  }

  /** True for the third one. */
  up({ key, timeStamp }: KeyboardEvent): boolean {
    if (key !== 'Shift' || !this.#alone) return false;
    this.#alone = false;
    this.#presses = [...this.#presses.filter((at) => timeStamp - at < threeWithinMs), timeStamp];
    if (this.#presses.length < 3) return false;
    this.#presses = [];
    return true;
  }
}
