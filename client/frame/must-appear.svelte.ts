import { restBefore } from '../live/patience.ts';

type Parts = typeof import('./must-appear-parts.ts');

const triesAtMost = 8;

/** What appears without a press, such as the alarm and its sound: fetched at once, and until it is there this page is not called live. */
export class MustAppear {
  parts = $state.raw<Parts>();
  /** Every try has failed: the page says so. */
  failed = $state(false);
  #fetch: () => Promise<Parts>;

  constructor(fetch: () => Promise<Parts> = () => import('./must-appear-parts.ts')) {
    this.#fetch = fetch;
  }

  async fetch() {
    for (let tries = 1; tries <= triesAtMost; tries += 1) {
      try {
        this.parts = await this.#fetch();
        return;
      } catch {
        await new Promise((done) => setTimeout(done, restBefore(tries)));
      }
    }
    this.failed = true;
  }
}

export const mustAppear = new MustAppear();
