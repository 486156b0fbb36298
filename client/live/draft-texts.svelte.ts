import { SvelteMap } from 'svelte/reactivity';
import type { Reply } from '#shared/refusals';
import { clearedPlaces } from './cleared-places.ts';
import type { Box, SharedStore, TabChannel } from './persistence.ts';
import type { Typed } from './waiting.ts';

/** How long typed text may stay unsaved, in milliseconds. */
const writeAfterMs = 100;
const recordOf = (place: string) => `words ${place}`;
/** The place of a choice beside a text. Stored like a text, but does not count as unsent when a person signs out. */
export const choiceAt = (place: string) => `choice ${place}`;

/** Texts that are typed and not sent yet, by place. They survive changes of screen and page. */
export class DraftTexts {
  #texts = new SvelteMap<string, string>();
  #now: () => number;
  #box: Box | null = null;
  #tabs: TabChannel | null = null;
  #unwritten = new Set<string>();
  /** The latest removal of each place that has not ended. */
  #removals = new Map<string, Promise<unknown>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How many changes have been put here. */
  writes = 0;
  /** Called when a text arrives from an earlier page or another tab. */
  onarrive: (place: string) => void = () => {};

  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  /** Whether there is any unsent text. */
  get some(): boolean {
    return [...this.#texts.keys()].some((place) => !place.startsWith(choiceAt('')));
  }

  at(place: string): string {
    return this.#texts.get(place) ?? '';
  }

  put(place: string, text: string) {
    if (this.at(place) === text) return;
    this.writes += 1;
    this.#set(place, text);
    this.#unwritten.add(place);
    // A text that was sent must not come back in its box, and the page may be left at once.
    if (text === '') return this.flush();
    // The timer is not restarted by the next key, so continuous typing is saved as often.
    this.#timer ??= setTimeout(() => this.flush(), writeAfterMs);
  }

  /** Inserts the text before what its place holds now, and saves at once. */
  putBack(place: string, text: string) {
    this.put(place, [text, this.at(place)].filter((one) => one !== '').join('\n'));
    this.flush();
  }

  /** The text has been taken from its place: clears it there, unless something else has been typed meanwhile. */
  settle(place: string, text: string) {
    if (this.at(place).trim() === text.trim()) this.put(place, '');
  }

  /** Clears the text once it is accepted; puts it back where it is refused. */
  answered({ place, text }: Typed, reply: Reply) {
    if (reply.ok) this.settle(place, text);
    else if (this.at(place) === '') this.put(place, text);
  }

  async persistIn(opening: Promise<SharedStore | null>) {
    const shared = await opening;
    if (!shared) return;
    const { box, tabs } = shared;
    this.#tabs = tabs;
    tabs?.hear((said) => {
      if (said.kind === 'words') this.#arrive(said.place, said.text);
    });
    await this.#read(box);
    this.#box = box;
    this.flush();
  }

  /** Shows the stored texts: other pages may have changed them while this one was in the back/forward cache. */
  async reread() {
    if (this.#box) await this.#read(this.#box);
  }

  /** Saves every unsaved text now. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const box = this.#box;
    if (!box) return;
    for (const place of this.#unwritten) {
      const text = this.at(place);
      if (text === '') this.#remove(box, place);
      else {
        clearedPlaces.drop(place);
        void box.write(recordOf(place), text, this.#now());
      }
      this.#tabs?.say({ kind: 'words', place, text });
    }
    this.#unwritten.clear();
  }

  /** Drops texts whose day of storage is over. */
  dropOld(ids: string[]) {
    for (const place of this.#texts.keys()) if (ids.includes(recordOf(place))) this.#set(place, '');
  }

  /** Text typed during the read wins. */
  async #read(box: Box) {
    const before = new Map(this.#texts);
    for (const place of clearedPlaces.all()) this.#remove(box, place);
    const found = await box.all(recordOf(''));
    if (!found) return;
    const stored = new Map(found.map(({ id, value }) => [id.slice(recordOf('').length), value as string]));
    for (const place of new Set([...before.keys(), ...stored.keys()]))
      if (this.at(place) === (before.get(place) ?? '')) this.#arrive(place, stored.get(place) ?? '');
  }

  /** Until the removal ends, the next page removes the text again before it reads the store. */
  #remove(box: Box, place: string) {
    clearedPlaces.add(place);
    const removal = box.remove(recordOf(place)).then(() => {
      if (this.#removals.get(place) !== removal) return;
      this.#removals.delete(place);
      clearedPlaces.drop(place);
    });
    this.#removals.set(place, removal);
  }

  #arrive(place: string, text: string) {
    if (this.#unwritten.has(place)) return;
    this.#set(place, text);
    this.onarrive(place);
  }

  #set(place: string, text: string) {
    if (text === '') this.#texts.delete(place);
    else this.#texts.set(place, text);
  }
}
