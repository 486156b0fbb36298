import type { Found } from './found.ts';
import { isWorthALook } from './worth-a-look.ts';

/** Asks once whether a possible identifying detail is meant. Never blocks sending. */
export class DetailsWarning {
  found = $state.raw<Found[]>([]);
  /** The text before a detail was removed from it; null if none was removed. */
  before = $state<string | null>(null);
  /** The detector is being fetched. */
  looking = false;
  #meant = new Set<string>();
  #known: () => string[];

  /** `known` returns names that are allowed, such as those of the pair. */
  constructor(known: () => string[] = () => []) {
    this.#known = known;
  }

  /** Whether there is something to ask about. False if the detector cannot be fetched. */
  async look(text: string): Promise<boolean> {
    this.forget();
    if (!isWorthALook(text)) return false;
    this.looking = true;
    const looks = await import('./looks-like.ts').catch(() => null);
    this.looking = false;
    this.found = looks ? this.#notMeant(looks.whatItLooksLike(text, this.#known()), text) : [];
    return this.found.length > 0;
  }

  /** Confirms the text; it is not asked about again. */
  leave(text: string) {
    for (const { start, end } of this.found) this.#meant.add(text.slice(start, end));
    this.forget();
  }

  async takeOut(text: string): Promise<string> {
    const { whatItLooksLike, without } = await import('./looks-like.ts');
    this.found = [];
    this.before = text;
    return without(text, this.#notMeant(whatItLooksLike(text, this.#known()), text));
  }

  putBack(): string {
    const text = this.before ?? '';
    this.before = null;
    return text;
  }

  /** Drops the question, because its text may have changed. */
  forget() {
    this.found = [];
    this.before = null;
  }

  #notMeant = (found: Found[], text: string) =>
    found.filter(({ start, end }) => !this.#meant.has(text.slice(start, end)));
}
