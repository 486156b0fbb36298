import { untrack, type Component } from 'svelte';

/** Identifies an open dialog. */
export type OpenDialog = symbol;

class OpenDialogs {
  #open = $state.raw<readonly OpenDialog[]>([]);
  /** The component at the top of the topmost dialog; undefined outside the frame. */
  inside = $state.raw<Component>();

  get some(): boolean {
    return this.#open.length > 0;
  }

  /** Whether a dialog shows the alarm, instead of the page behind it. */
  get haveAlarm(): boolean {
    return this.some && this.inside !== undefined;
  }

  isInFront(dialog: OpenDialog): boolean {
    return this.#open.at(-1) === dialog;
  }

  /** Returns the function to call when the dialog closes. */
  enter(dialog: OpenDialog): () => void {
    untrack(() => (this.#open = [...this.#open, dialog]));
    return () => untrack(() => (this.#open = this.#open.filter((one) => one !== dialog)));
  }
}

/** The open dialogs, topmost last. */
export const openDialogs = new OpenDialogs();
