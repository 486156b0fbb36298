import { on } from 'svelte/events';
import type { TabChannel, Said } from './persistence.ts';
import { restBefore } from './timeouts.ts';

/** After this many failed requests in a row, Web Locks count as unsupported. */
const triesAtMost = 4;

/** Elects one of a person's tabs in this browser to send for all; when it closes, the next one takes over. */
export class TabLeader implements TabChannel {
  #channel: BroadcastChannel;
  #locks = navigator.locks;
  #turn: string;
  isLeader = false;
  /** When the leading tab last showed that it is alive, by performance.now(). */
  #heardAt = performance.now();
  onBecomingLeader = () => {};
  /** Requests that are neither granted nor failed. */
  #pending = 0;
  #failed = 0;
  #release = () => {};
  #again: ReturnType<typeof setTimeout> | undefined;
  /** The document is unloading or in the back/forward cache. */
  #away = false;

  /** Null without Web Locks: each tab then sends for itself, and the server's idempotency prevents duplicates. */
  static of(personId: string): TabLeader | null {
    return 'BroadcastChannel' in globalThis && 'locks' in navigator ? new TabLeader(personId) : null;
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

  /** Called once. `onBecomingLeader` is called whenever the lock is held; a page in the back/forward cache gives it up until it is shown again. */
  requestLead() {
    on(window, 'pagehide', () => this.#goAway());
    on(window, 'pageshow', ({ persisted }) => persisted && this.#comeBack());
    this.#ask();
  }

  takeLeadIfSilent(milliseconds: number) {
    const isInFront = document.visibilityState === 'visible';
    if (isInFront && !this.isLeader && performance.now() - this.#heardAt >= milliseconds)
      this.#ask({ steal: true });
  }

  #ask(how: LockOptions = {}) {
    if (this.#away) return;
    let granted = false;
    this.#pending += 1;
    const hold = () => {
      this.#pending -= 1;
      if (this.#away) return Promise.resolve();
      granted = true;
      this.#failed = 0;
      this.#takeTurn();
      return new Promise<void>((release) => (this.#release = release));
    };
    this.#locks.request(this.#turn, how, hold).catch(() => {
      // Another tab took over because this one was silent.
      if (granted) this.isLeader = false;
      else {
        this.#pending -= 1;
        this.#failed += 1;
      }
      this.#askLater();
    });
  }

  /** Retries after a pause: WebKit rejects every request of a document that is unloading, and retrying at once would keep it from unloading. */
  #askLater() {
    clearTimeout(this.#again);
    if (this.#away || this.#pending > 0 || this.isLeader) return;
    if (this.#failed >= triesAtMost) return this.#takeTurn();
    this.#again = setTimeout(() => this.#ask(), restBefore(this.#failed));
  }

  #takeTurn() {
    this.isLeader = true;
    this.onBecomingLeader();
  }

  #goAway() {
    this.#away = true;
    this.isLeader = false;
    clearTimeout(this.#again);
    this.#release();
  }

  #comeBack() {
    this.#away = false;
    if (this.#pending === 0) this.#ask();
  }
}
