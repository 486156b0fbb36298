import { on } from 'svelte/events';
import { pageInFront } from '../ui/page-in-front.ts';

/** How near the end still counts as the end, in pixels. */
const near = 48;

/** Keeps the end of a scrolled list in view as it grows, unless the reader has scrolled up. */
export class Foot {
  atEnd = $state(true);
  inSight = $derived(this.atEnd && pageInFront());
  #list: HTMLElement | undefined;
  #height = 0;
  #width = 0;
  /** Where the list was scrolled to, to tell the reader's scrolling from a change of size. */
  #top = 0;
  /** The first visible row and the pixels scrolled past its top, to restore the position after lines wrap differently. */
  #reading: { row: HTMLElement; past: number } | null = null;

  goToEnd = () => {
    this.#list?.scrollTo({ top: this.#list.scrollHeight });
    this.#top = this.#list?.scrollTop ?? 0;
  };

  /** Scrolls to the end. */
  stayAtEnd() {
    this.atEnd = true;
    this.goToEnd();
  }

  watch = (list: HTMLElement) => {
    this.#list = list;
    const grown = new ResizeObserver(() => {
      if (this.atEnd) this.goToEnd();
      else if (list.clientWidth !== this.#width) this.#goBackTo(list);
      this.#width = list.clientWidth;
      this.#height = list.scrollHeight;
    });
    grown.observe(list);
    for (const child of list.children) grown.observe(child);
    const stops = [
      on(list, 'scroll', () => {
        const up = list.scrollTop < this.#top;
        this.#top = list.scrollTop;
        const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < near;
        // A change of size may scroll too, and is left to the resize observer. It never scrolls up from the end:
        // rows that grow leave the position, and rows that shrink leave it at the end.
        const resized = list.scrollHeight !== this.#height || list.clientWidth !== this.#width;
        if (resized && (atEnd || !up)) return;
        this.#noteReading(list);
        this.atEnd = atEnd;
      }),
      () => grown.disconnect(),
    ];
    this.goToEnd();
    return () => stops.forEach((stop) => stop());
  };

  #noteReading(list: HTMLElement) {
    const top = list.getBoundingClientRect().top;
    const rows = [...(list.firstElementChild?.children ?? [])] as HTMLElement[];
    const row = rows.find((one) => one.getBoundingClientRect().bottom > top);
    this.#reading = row ? { row, past: top - row.getBoundingClientRect().top } : null;
  }

  #goBackTo(list: HTMLElement) {
    const { row, past } = this.#reading ?? {};
    if (!row?.isConnected) return;
    list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top + past!;
  }
}
