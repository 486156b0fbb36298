import { probeWithin, silentLink } from './timeouts.ts';

type Link = {
  /** Asks for a sign of life, which is heard like everything else. */
  ask: () => void;
  /** Nothing came, and nothing will. */
  ondead: () => void;
};

/** Whether anybody is at the other end, judged by when they were last heard. */
export class Heartbeat {
  #link: Link;
  #heardAt = performance.now();
  #silence: ReturnType<typeof setTimeout> | undefined;
  #asking: ReturnType<typeof setTimeout> | undefined;

  constructor(link: Link) {
    this.#link = link;
  }

  heard() {
    this.#heardAt = performance.now();
    this.stop();
    this.#silence = setTimeout(() => this.#dead(), silentLink);
  }

  /** The page was asleep, or the network changed: a link that does not answer at once is given up. */
  doubt() {
    if (performance.now() - this.#heardAt > silentLink) return this.#dead();
    if (this.#asking !== undefined) return;
    this.#asking = setTimeout(() => this.#dead(), probeWithin);
    this.#link.ask();
  }

  stop() {
    clearTimeout(this.#silence);
    clearTimeout(this.#asking);
    this.#asking = undefined;
  }

  #dead() {
    this.stop();
    this.#link.ondead();
  }
}
