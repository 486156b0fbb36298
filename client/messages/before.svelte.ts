import { tick } from 'svelte';
import { on } from 'svelte/events';

/** How far above the viewport the next page is fetched, in pixels. */
const ahead = 300;
/** Calls `aboutToShow` before the fetched messages are shown. Resolves to a sentence if it fails, else null. */
type Fetch = (aboutToShow: () => void) => Promise<string | null>;

/** Infinite scrolling upwards: fetches older messages near the top, and keeps the scroll position. */
export class Before {
  busy = $state(false);
  /** Why the last fetch failed; null if it did not. */
  trouble = $state<string | null>(null);
  #fetch: Fetch;
  #list: HTMLElement | null = null;
  #lookAgain = () => {};

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** An attachment for the first element of the list, present while there are older messages. */
  watch = (top: HTMLElement) => {
    const list = top.closest<HTMLElement>('[role="log"]')!;
    const isNear = ([entry]: IntersectionObserverEntry[]) => entry?.isIntersecting && void this.more();
    const seen = new IntersectionObserver(isNear, { root: list, rootMargin: `${ahead}px 0px 0px` });
    this.#list = list;
    this.#lookAgain = () => {
      seen.unobserve(top);
      seen.observe(top);
    };
    // Waits for the first scroll: while the list is being built, its top is briefly in the viewport.
    const stop = on(list, 'scroll', () => seen.observe(top));
    return () => {
      stop();
      seen.disconnect();
      this.#lookAgain = () => {};
    };
  };

  async more() {
    if (this.busy) return;
    this.busy = true;
    let fromEnd = 0;
    this.trouble = await this.#fetch(() => {
      if (this.#list) fromEnd = this.#list.scrollHeight - this.#list.scrollTop;
    });
    await tick();
    if (this.#list && fromEnd > 0) this.#list.scrollTop = this.#list.scrollHeight - fromEnd;
    this.busy = false;
    if (!this.trouble) this.#lookAgain();
  }

  /** Fetches after a press, and focuses the list, because the button is then above the viewport and arrow keys must scroll. */
  press = async () => {
    await this.more();
    if (!this.trouble) this.#list?.focus({ preventScroll: true });
  };
}
