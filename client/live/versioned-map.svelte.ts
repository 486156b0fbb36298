import { SvelteMap } from 'svelte/reactivity';
import type { Row } from '#shared/shapes';

/** Keeps the highest version of each row, so late, duplicate or reordered news is harmless. */
export class VersionedMap<T extends Row> {
  #rows = new SvelteMap<string, T>();
  #shown: (row: T) => T;
  all = $derived([...this.#rows.values()]);

  /** `shown` converts a row for display, such as by isolating its names. */
  constructor(shown: (row: T) => T = (row) => row) {
    this.#shown = shown;
  }

  get(id: string): T | undefined {
    return this.#rows.get(id);
  }

  keep(row: T) {
    const known = this.#rows.get(row.id);
    if (!known || row.version >= known.version) this.#rows.set(row.id, this.#shown(row));
  }

  drop(id: string) {
    this.#rows.delete(id);
  }

  /**
   * Applies the rows of a welcome. Since 0 they are complete and replace all earlier rows: a row may have become
   * less visible, and then has an older version. A server of an earlier version may not send the noun at all.
   */
  welcome(since: number, rows: T[] = []) {
    if (since !== 0) return rows.forEach((row) => this.keep(row));
    const named = new Set(rows.map((row) => row.id));
    for (const id of this.#rows.keys()) if (!named.has(id)) this.#rows.delete(id);
    for (const row of rows) this.#rows.set(row.id, this.#shown(row));
  }
}
