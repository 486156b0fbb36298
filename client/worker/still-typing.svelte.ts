import { on } from 'svelte/events';

/** Milliseconds after the last key during which a person counts as typing. */
const pausesFor = 5_000;

/** Whether somebody is typing or choosing on this page. */
export class StillTyping {
  now = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Returns how to stop. Starts as typing, because earlier keys are unknown, unless the page is `fresh`. */
  watch(fresh: boolean): () => void {
    const typed = () => {
      this.now = true;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => (this.now = false), pausesFor);
    };
    if (!fresh) typed();
    const stops = [
      on(document, 'input', typed),
      on(document, 'keydown', typed),
      on(document, 'compositionupdate', typed),
    ];
    return () => {
      clearTimeout(this.#timer);
      stops.forEach((stop) => stop());
    };
  }
}
