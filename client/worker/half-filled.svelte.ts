import { on } from 'svelte/events';
import type { Live } from '../live/live.svelte.ts';

/** Milliseconds within which it is noticed that a form has been closed. */
const lookEvery = 1_000;

/** Whether a form on this page holds something that is stored neither as a draft nor as a command: with the page it would be lost. */
class HalfFilled {
  #forms = new Set<HTMLFormElement>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  now = $state(false);

  /** Returns how to stop. */
  watch({ drafts, outbox }: Pick<Live, 'drafts' | 'outbox'>): () => void {
    const stored = () => `${drafts.writes} ${outbox.all.at(-1)?.commandId}`;
    const note = ({ type, target }: Event) => {
      const form = target instanceof Element ? target.closest('form') : null;
      if (!form) return;
      const before = stored();
      // Once whatever listens to the event has stored what it stores.
      setTimeout(() => {
        if (type === 'input' && stored() === before) this.#forms.add(form);
        if (type === 'submit' && stored() !== before) this.#forms.delete(form);
        this.#look();
      });
    };
    const stops = ['input', 'submit'].map((type) => on(document, type, note, { capture: true }));
    return () => {
      stops.forEach((stop) => stop());
      this.#forms.clear();
      this.#look();
    };
  }

  #look() {
    for (const form of this.#forms) if (!form.isConnected) this.#forms.delete(form);
    this.now = this.#forms.size > 0;
    clearTimeout(this.#timer);
    if (this.now) this.#timer = setTimeout(() => this.#look(), lookEvery);
  }
}

export const halfFilled = new HalfFilled();
