import { pageInFront } from '../ui/page-in-front.ts';

/** Whether an element is in the viewport of a visible page. */
export class InSight {
  #onScreen = $state(false);
  now = $derived(this.#onScreen && pageInFront());

  watch = (element: HTMLElement) => {
    const looking = new IntersectionObserver((entries) => {
      this.#onScreen = entries.at(-1)?.isIntersecting ?? false;
    });
    looking.observe(element);
    return () => {
      looking.disconnect();
      this.#onScreen = false;
    };
  };
}
