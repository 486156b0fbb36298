import { SvelteMap } from 'svelte/reactivity';
import type { Reply } from '#shared/refusals';
import type { Box, Keeping, OtherTabs } from './persistence.ts';
import type { Typed } from './command-queue.svelte.ts';

/** How long something typed may be only on the screen. */
const writeAfter = 100;
const recordOf = (place: string) => `words ${place}`;

/** Text on its way to being something: kept while screens and pages come and go, until it is sent. */
export class DraftTexts {
  #texts = new SvelteMap<string, string>();
  #now: () => number;
  #box: Box | null = null;
  #tabs: OtherTabs | null = null;
  #unwritten = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** A text has come here that nobody typed on this page: from an earlier page, or another tab. */
  onarrive: (place: string) => void = () => {};

  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  /** Whether anything is typed and not sent. */
  get some(): boolean {
    return this.#texts.size > 0;
  }

  at(place: string): string {
    return this.#texts.get(place) ?? '';
  }

  put(place: string, text: string) {
    if (this.at(place) === text) return;
    this.#set(place, text);
    this.#unwritten.add(place);
    // Not put off by the next key: whoever types without a pause is to lose no more than anybody else.
    this.#timer ??= setTimeout(() => this.flush(), writeAfter);
  }

  /** Back to where it was typed, before what stands there by now, and written down at once. */
  putBack(place: string, text: string) {
    this.put(place, [text, this.at(place)].filter((one) => one !== '').join('\n'));
    this.flush();
  }

  /** What was sent is not being typed any more; what was refused is. */
  answered({ place, text }: Typed, reply: Reply) {
    if (reply.ok && this.at(place) === text) this.put(place, '');
    else if (!reply.ok && this.at(place) === '') this.put(place, text);
  }

  async keepIn(opening: Promise<Keeping | null>) {
    const keeping = await opening;
    if (!keeping) return;
    const { box, tabs } = keeping;
    this.#tabs = tabs;
    tabs?.hear((said) => {
      if (said.kind === 'words') this.#arrive(said.place, said.text);
    });
    const kept = await box.all(recordOf(''));
    this.#box = box;
    for (const { id, value } of kept ?? []) this.#arrive(id.slice(recordOf('').length), value as string);
    this.flush();
  }

  /** Writes down, at once, what has been typed since it was last done. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#box) return;
    for (const place of this.#unwritten) {
      const text = this.at(place);
      if (text === '') void this.#box.remove(recordOf(place));
      else void this.#box.write(recordOf(place), text, this.#now());
      this.#tabs?.say({ kind: 'words', place, text });
    }
    this.#unwritten.clear();
  }

  /** These were kept for a day, and are not any more. */
  dropOld(ids: string[]) {
    for (const place of this.#texts.keys()) if (ids.includes(recordOf(place))) this.#set(place, '');
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
