import { on } from 'svelte/events';

/** Whether an element is in the viewport of a visible page. */
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
