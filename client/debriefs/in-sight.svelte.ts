import { on } from 'svelte/events';

/** Whether something is really looked at: on the part of the page that is shown, on a page that is in front. */
export class InSight {
  #onScreen = $state(false);
  #pageInFront = $state(document.visibilityState === 'visible');
  now = $derived(this.#onScreen && this.#pageInFront);

  watch = (element: HTMLElement) => {
    const looking = new IntersectionObserver((entries) => {
      this.#onScreen = entries.at(-1)?.isIntersecting ?? false;
    });
    looking.observe(element);
    const stop = on(document, 'visibilitychange', () => {
      this.#pageInFront = document.visibilityState === 'visible';
    });
    return () => {
      looking.disconnect();
      stop();
      this.#onScreen = false;
    };
  };
}
