import type { Component } from 'svelte';

/** An edit on the open page. `save` returns whether it was saved, and is absent if the edit can only be kept as a draft. */
export type Edit = { readonly changed: boolean; save?: () => Promise<boolean> };

/** Asks before a person leaves unsaved edits. */
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

  /** Goes at once if everything is saved, or if the dialog cannot be fetched: drafts keep the edits. */
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
