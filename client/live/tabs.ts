import type { OtherTabs, Said } from './keeping.ts';

/** The tabs that one person has open in this browser. One of them sends for all; when it goes, the next one does. */
export class Tabs implements OtherTabs {
  #channel: BroadcastChannel;
  #locks = navigator.locks;
  #turn: string;
  sends = false;
  /** On the stopwatch, when the tab that sends last showed that it does. */
  #heardAt = performance.now();
  onturn = () => {};

  /** Null where a browser cannot tell its tabs apart: then each sends for itself, and the server sees to it that nothing is done twice. */
  static of(personId: string): Tabs | null {
    return 'BroadcastChannel' in globalThis && 'locks' in navigator ? new Tabs(personId) : null;
  }

  private constructor(personId: string) {
    this.#turn = `alongside ${personId}`;
    this.#channel = new BroadcastChannel(this.#turn);
  }

  say(said: Said) {
    this.#channel.postMessage(said);
  }

  hear(listen: (said: Said) => void) {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
      if (data.kind === 'sending' || data.kind === 'answered') this.#heardAt = performance.now();
      listen(data);
    });
  }

  /** Resolves once the lock is held or waited for; `onturn` is called when it is held. */
  waitForTurn(how: LockOptions = {}) {
    void this.#locks
      .request(this.#turn, how, () => {
        this.sends = true;
        this.onturn();
        return new Promise<never>(() => {});
      })
      // Another tab took it, because this one was silent.
      .catch(() => {
        this.sends = false;
        this.waitForTurn();
      });
  }

  takeTurnIfSilent(milliseconds: number) {
    const isInFront = document.visibilityState === 'visible';
    if (isInFront && !this.sends && performance.now() - this.#heardAt >= milliseconds)
      this.waitForTurn({ steal: true });
  }
}
