import { untrack, type Component } from 'svelte';

/** A dialog on the page, for as long as it stands there. */
export type OpenDialog = symbol;

class OpenDialogs {
  #open = $state.raw<readonly OpenDialog[]>([]);
  /** What stands at the top of the dialog in front; nothing outside the frame. */
  inside = $state.raw<Component>();

  get some(): boolean {
    return this.#open.length > 0;
  }

  /** The alarm stands in a dialog, and so not on the page behind it. */
  get haveAlarm(): boolean {
    return this.some && this.inside !== undefined;
  }

  isInFront(dialog: OpenDialog): boolean {
    return this.#open.at(-1) === dialog;
  }

  /** Returns what to do when it goes. */
  enter(dialog: OpenDialog): () => void {
    untrack(() => (this.#open = [...this.#open, dialog]));
    return () => untrack(() => (this.#open = this.#open.filter((one) => one !== dialog)));
  }
}

/** The dialogs that stand on the page, the one in front last. */
export const openDialogs = new OpenDialogs();
