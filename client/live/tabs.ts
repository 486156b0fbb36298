import type { Reply } from '#shared/refusals';
import type { Kept } from './waiting-line.svelte.ts';

/** What the tabs of one person say to each other, so that they behave as one. */
export type Said =
  | { kind: 'waits'; command: Kept }
  | { kind: 'sending' }
  | { kind: 'answered'; commandId: string; reply: Reply }
  | { kind: 'forgotten'; commandId: string }
  | { kind: 'words'; place: string; text: string }
  | { kind: 'gone' };

/** The tabs that one person has open in this browser. One of them sends for all; when it goes, the next one does. */
export class Tabs {
  #channel: BroadcastChannel;
  #turn: string;
  /** Whether this is the tab that sends. */
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
    void navigator.locks
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

  /** A tab that the system has put to sleep keeps its turn and sends nothing: after so long in silence, this one goes on. */
  takeTurnIfSilent(milliseconds: number) {
    const isInFront = document.visibilityState === 'visible';
    if (isInFront && !this.sends && performance.now() - this.#heardAt >= milliseconds)
      this.waitForTurn({ steal: true });
  }
}
