import type { SharedStore } from './persistence.ts';
import type { Live } from './live.svelte.ts';
import { EncryptedStore } from './encrypted-store.ts';
import { TabLeader } from './tab-leader.ts';

const hour = 60 * 60 * 1_000;

/** Stores commands and texts for the next page, and shares them with the other tabs of the same person. */
class LocalPersistence {
  #live: Live;
  #shared: (SharedStore & { box: EncryptedStore }) | null = null;
  opening?: Promise<{ box: EncryptedStore } | null>;
  #removedAt = 0;
  /** False where this browser stores nothing: commands and texts then live as long as this page. */
  works = $state(true);

  constructor(live: Live) {
    this.#live = live;
  }

  async begin(opening: Promise<(SharedStore & { box: EncryptedStore }) | null>) {
    const { drafts, outbox } = this.#live;
    this.opening = opening;
    const filled = Promise.all([drafts.persistIn(opening), outbox.persistIn(opening)]);
    this.#shared = await opening;
    this.works = this.#shared !== null;
    if (!this.#shared) return;
    if (this.#live.welcomed) this.removeOld(this.#live.lastHeardAt);
    const { box, tabs } = this.#shared;
    box.onlost = (isAnothers) => {
      this.works = false;
      if (isAnothers) this.#end();
    };
    tabs?.hear(({ kind }) => kind === 'gone' && this.#end());
    await filled;
  }

  #end() {
    this.#live.over = true;
    this.#live.close();
  }

  /** By the server's clock: a device with a wrong date must not delete anybody's text. */
  removeOld(now: number) {
    if (!this.#shared || now - this.#removedAt < hour) return;
    this.#removedAt = now;
    void this.#shared.box.removeOlderThanADay(now).then((ids = []) => {
      this.#live.outbox.dropOld(ids);
      this.#live.drafts.dropOld(ids);
    });
  }

  /** Resolves once all commands and texts so far are stored, or storing has failed. */
  async settled(): Promise<void> {
    this.#live.drafts.flush();
    await this.#shared?.box.settled();
  }

  /** After the back/forward cache: loads what other pages have stored meanwhile. */
  async reread(): Promise<void> {
    await Promise.all([this.#live.drafts.reread(), this.#live.outbox.reread()]);
  }

  /** The page is unloaded or enters the back/forward cache: closes the storage once all is written. */
  rest() {
    this.#shared?.box.rest();
  }

  /** Deletes everything of this person from this browser, in every tab, also offline. */
  async remove() {
    this.#live.close();
    this.#shared?.tabs?.say({ kind: 'gone' });
    // This page is already closing, so the loss is not reported.
    if (this.#shared) this.#shared.box.onlost = () => (this.works = false);
    await EncryptedStore.empty();
  }
}

/** Starts to persist commands and texts, for this person and for a day at most. */
export function persistFor(personId: string, live: Live): Promise<void> {
  const persistence = new LocalPersistence(live);
  live.persistence = persistence;
  return persistence.begin(
    EncryptedStore.open(personId).then((box) => box && { box, tabs: TabLeader.of(personId) }),
  );
}
