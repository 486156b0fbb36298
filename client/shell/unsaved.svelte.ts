import type { Component } from 'svelte';

/** An edit on the open page. `save` is left out where it can only be kept as a draft; it returns whether it was saved. */
export type Edit = { readonly changed: boolean; save?: () => Promise<boolean> };

/** Asks before somebody leaves edits that they have not saved. */
class Unsaved {
  #edits = new Set<Edit>();
  /** How to fetch the dialog that asks. */
  fetchDialog: () => Promise<{ default: Component }> = () => Promise.reject(new Error('There is none yet.'));
  /** The question while it is open, and how to go on after it. */
  question = $state.raw<{ dialog: Component; go: () => void } | null>(null);

  /** Returns how to stop. */
  watch(edit: Edit): () => void {
    this.#edits.add(edit);
    return () => this.#edits.delete(edit);
  }

  get changed(): Edit[] {
    return [...this.#edits].filter(({ changed }) => changed);
  }

  /** Goes at once if everything is saved or the question cannot be fetched: drafts keep the edits anyway. */
  leave(go: () => void) {
    if (this.changed.length === 0) return go();
    void this.fetchDialog().then(({ default: dialog }) => (this.question = { dialog, go }), go);
  }

  /** True when every edit has been saved. */
  async save(): Promise<boolean> {
    const saved = await Promise.all(this.changed.map(async ({ save }) => (save ? await save() : false)));
    return saved.every(Boolean);
  }
}

export const unsaved = new Unsaved();
