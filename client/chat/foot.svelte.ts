import { on } from 'svelte/events';

/** How near the end still counts as reading the end. */
const near = 48;

/** The end of a scrolled list: stays in sight as the list grows, unless somebody has scrolled up to read. */
export class Foot {
  atEnd = $state(true);
  #pageInFront = $state(document.visibilityState === 'visible');
  inSight = $derived(this.atEnd && this.#pageInFront);
  #list: HTMLElement | undefined;
  #height = 0;

  goToEnd = () => {
    this.#list?.scrollTo({ top: this.#list.scrollHeight });
  };

  watch = (list: HTMLElement) => {
    this.#list = list;
    const grown = new ResizeObserver(() => {
      if (this.atEnd) this.goToEnd();
      this.#height = list.scrollHeight;
    });
    grown.observe(list);
    for (const child of list.children) grown.observe(child);
    const stops = [
      on(list, 'scroll', () => {
        // It has grown since, and nobody has scrolled away from its end: the observer comes next.
        if (list.scrollHeight !== this.#height) return;
        this.atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < near;
      }),
      on(document, 'visibilitychange', () => {
        this.#pageInFront = document.visibilityState === 'visible';
      }),
      () => grown.disconnect(),
    ];
    this.goToEnd();
    return () => stops.forEach((stop) => stop());
  };
}
