import type { Live } from './live.svelte.ts';
import type { Keeping } from './shared-line.ts';
import { Strongbox } from './strongbox.ts';
import { Tabs } from './tabs.ts';

const hour = 60 * 60 * 1_000;

/** What this page leaves behind for the next, and shares with the others of the same person. */
export class KeptHere {
  #live: Live;
  #keeping: Keeping | null = null;
  #removedAt = 0;
  /** False where this browser keeps nothing: what waits then lives as long as this page. */
  works = $state(true);

  constructor(live: Live) {
    this.#live = live;
  }

  async begin(opening: Promise<Keeping | null>) {
    const { words, outbox } = this.#live;
    const filled = Promise.all([words.keepIn(opening), outbox.keepIn(opening)]);
    this.#keeping = await opening;
    this.works = this.#keeping !== null;
    if (!this.#keeping) return;
    const { box, tabs } = this.#keeping;
    box.onlost = () => (this.works = false);
    tabs?.hear(({ kind }) => {
      if (kind === 'gone') this.#live.over = true;
    });
    await filled;
  }

  /** By the server's clock: a device that is wrong about the day must not take anybody's words. */
  removeOld(now: number) {
    if (now - this.#removedAt < hour) return;
    this.#removedAt = now;
    void this.#keeping?.box.removeOlderThanADay(now).then((ids = []) => {
      this.#live.outbox.dropOld(ids);
      this.#live.words.dropOld(ids);
    });
  }

  /** Nothing of this person stays in this browser, in any tab, also without a link. */
  async remove() {
    this.#live.close();
    this.#keeping?.tabs?.say({ kind: 'gone' });
    await Strongbox.empty();
  }
}

export function keepFor(personId: string, live: Live): KeptHere {
  const kept = new KeptHere(live);
  const opening = Strongbox.open(personId).then((box) => box && { box, tabs: Tabs.of(personId) });
  void kept.begin(opening);
  return kept;
}
