import type { DraftTexts } from './draft-texts.svelte.ts';

type Edit<T> = { value: T; basedOn: T };

/**
 * An edit of something saved. It outlives pages and reloads until it is saved or undone, and remembers the saved value it began
 * from, so that somebody else's change meanwhile is noticed. While nothing is edited it follows the saved value.
 */
export class Draft<T> {
  #drafts: DraftTexts;
  #place: string;
  #saved: () => T;
  #edit = $derived.by(() => this.#read());

  /** `place` is unique to the field, such as `profile`. Its text is kept encrypted, for a day at most. */
  constructor(drafts: DraftTexts, place: string, saved: () => T) {
    this.#drafts = drafts;
    this.#place = `draft ${place}`;
    this.#saved = saved;
  }

  get value(): T {
    return this.#edit?.value ?? this.#saved();
  }

  set value(value: T) {
    const { basedOn } = this;
    if (same(value, this.#saved())) this.undo();
    else this.#put(value, basedOn);
  }

  /** Changes some fields of an edit that is an object. */
  edit(change: Partial<T>) {
    this.value = { ...this.value, ...change };
  }

  get saved(): T {
    return this.#saved();
  }

  /** The saved value as it was when the edit began. */
  get basedOn(): T {
    return this.#edit?.basedOn ?? this.#saved();
  }

  get changed(): boolean {
    return this.#edit !== null;
  }

  /** The saved value has changed since the edit began. */
  get overtaken(): boolean {
    return this.#edit !== null && !same(this.#edit.basedOn, this.#saved());
  }

  /** Keeps the edit and bases it on the current saved value. */
  rebase() {
    this.#put(this.value, this.#saved());
  }

  /** What was sent has been saved: the edit is over, unless it has gone on meanwhile. Its form may be gone by now, and `#edit` with it. */
  settle(sent: T) {
    const edit = this.#read();
    if (edit && !same(edit.value, sent)) this.#put(edit.value, this.#saved());
    else this.undo();
  }

  undo() {
    this.#drafts.put(this.#place, '');
  }

  #put(value: T, basedOn: T) {
    this.#drafts.put(this.#place, JSON.stringify({ value, basedOn }));
  }

  #read(): Edit<T> | null {
    const text = this.#drafts.at(this.#place);
    const edit = text === '' ? null : (JSON.parse(text) as Edit<T>);
    // A queued command has saved it meanwhile.
    return edit && same(edit.value, this.#saved()) ? null : edit;
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
