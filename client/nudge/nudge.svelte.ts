import type { Found } from './looks-like.ts';
import { isWorthALook } from './worth-a-look.ts';

/** Asks once whether something that could name a caller is meant to stand there. It never keeps anybody from anything. */
export class Nudge {
  found = $state.raw<Found[]>([]);
  #meant = new Set<string>();

  /** Whether there is something to ask about. Where the look itself cannot be fetched, nothing is asked. */
  async look(text: string): Promise<boolean> {
    this.found = [];
    if (!isWorthALook(text)) return false;
    const looks = await import('./looks-like.ts').catch(() => null);
    this.found = (looks?.whatItLooksLike(text) ?? []).filter(
      ({ start, end }) => !this.#meant.has(text.slice(start, end)),
    );
    return this.found.length > 0;
  }

  /** It is meant, and not asked about again. */
  leave(text: string) {
    for (const { start, end } of this.found) this.#meant.add(text.slice(start, end));
    this.found = [];
  }

  async takeOut(text: string): Promise<string> {
    const { whatItLooksLike, without } = await import('./looks-like.ts');
    this.found = [];
    return without(
      text,
      whatItLooksLike(text).filter(({ start, end }) => !this.#meant.has(text.slice(start, end))),
    );
  }

  /** What was asked about may not stand there any more. */
  forget() {
    this.found = [];
  }
}
