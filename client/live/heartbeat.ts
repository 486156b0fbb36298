import { probeTimeoutMs, silentLinkMs } from './timeouts.ts';

type Link = {
  /** Sends a probe; its answer counts as heard. */
  ask: () => void;
  /** Called when the connection counts as dead. */
  ondead: () => void;
};

/** Detects a dead connection by the time since the last message. */
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
    this.#silence = setTimeout(() => this.#dead(), silentLinkMs);
  }

  /** After sleep or a network change: a connection that does not answer a probe soon is dead. */
  doubt() {
    if (performance.now() - this.#heardAt > silentLinkMs) return this.#dead();
    if (this.#asking !== undefined) return;
    this.#asking = setTimeout(() => this.#dead(), probeTimeoutMs);
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
