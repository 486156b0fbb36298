import type { Found } from './found.ts';
import { isWorthALook } from './worth-a-look.ts';

/** Asks once whether something that could name a caller is meant to stand there. It never keeps anybody from anything. */
export class Nudge {
  found = $state.raw<Found[]>([]);
  /** The text as it was before something was taken out of it; null where nothing was. */
  before = $state<string | null>(null);
  /** A look is being fetched. */
  looking = false;
  #meant = new Set<string>();
  #known: () => string[];

  /** Names that are nobody's secret, such as those of the pair. */
  constructor(known: () => string[] = () => []) {
    this.#known = known;
  }

  /** Whether there is something to ask about. Where the look itself cannot be fetched, nothing is asked. */
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

  /** What was asked about may not stand there any more. */
  forget() {
    this.found = [];
    this.before = null;
  }

  #notMeant = (found: Found[], text: string) =>
    found.filter(({ start, end }) => !this.#meant.has(text.slice(start, end)));
}
