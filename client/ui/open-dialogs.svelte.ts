import { untrack, type Component } from 'svelte';

class OpenDialogs {
  #count = $state(0);
  /** What stands at the top of every dialog; nothing outside the frame. */
  inside = $state.raw<Component>();

  get some(): boolean {
    return this.#count > 0;
  }

  /** Returns what to do when it goes. */
  enter(): () => void {
    const add = (by: number) => untrack(() => (this.#count += by));
    add(1);
    return () => add(-1);
  }
}

/** The dialogs that stand on the page. */
export const openDialogs = new OpenDialogs();
