import type { DraftTexts } from './draft-texts.svelte.ts';

type Kept<T> = { value: T; basedOn: T };

/**
 * An edit of something saved. It outlives pages and reloads until it is saved or undone, and remembers the saved value it began
 * from, so that somebody else's change meanwhile is noticed. While nothing is edited it follows the saved value.
 */
export class Draft<T> {
  #drafts: DraftTexts;
  #place: string;
  #saved: () => T;
  #kept = $derived.by(() => this.#read());

  /** `place` is unique to the field, such as `profile`. Its text is kept encrypted, for a day at most. */
  constructor(drafts: DraftTexts, place: string, saved: () => T) {
    this.#drafts = drafts;
    this.#place = `draft ${place}`;
    this.#saved = saved;
  }

  get value(): T {
    return this.#kept?.value ?? this.#saved();
  }

  set value(value: T) {
    const { basedOn } = this;
    if (same(value, this.#saved())) this.undo();
    else this.#drafts.put(this.#place, JSON.stringify({ value, basedOn }));
  }

  get saved(): T {
    return this.#saved();
  }

  /** The saved value as it was when the edit began. */
  get basedOn(): T {
    return this.#kept?.basedOn ?? this.#saved();
  }

  get changed(): boolean {
    return this.#kept !== null;
  }

  /** The saved value has changed since the edit began. */
  get overtaken(): boolean {
    return this.#kept !== null && !same(this.#kept.basedOn, this.#saved());
  }

  /** Keeps the edit, now knowing of the other's. */
  rebase() {
    this.#drafts.put(this.#place, JSON.stringify({ value: this.value, basedOn: this.#saved() }));
  }

  undo() {
    this.#drafts.put(this.#place, '');
  }

  #read(): Kept<T> | null {
    const text = this.#drafts.at(this.#place);
    const kept = text === '' ? null : (JSON.parse(text) as Kept<T>);
    // It was saved after all, by a command that waited for a link.
    return kept && same(kept.value, this.#saved()) ? null : kept;
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
