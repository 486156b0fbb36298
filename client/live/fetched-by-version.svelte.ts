import type { NewsName } from '#shared/nouns';
import type { Role } from '#shared/viewer';
import { get } from './http.ts';
import type { Live } from './live.svelte.ts';

/** A difference by version: rows that changed, the ids of all that may be read (others are gone), and what always comes whole. */
type Answer = { version: number; ids: string[] };
type Kept<Whole> = { whole: Whole; roles: string };
type Source<Whole> = {
  /** The key under which it is stored, the address that answers with the difference, and the news that there is one. */
  place: string;
  path: string;
  news: NewsName;
  /** The name of the list of rows in an answer. */
  rows: keyof Whole;
};

/** A long list as I may read it: fetched as a difference by version, and kept encrypted in this browser until I sign out. */
export class FetchedByVersion<Whole extends Answer> {
  #live: Live;
  #source: Source<Whole>;
  #running: Promise<boolean> | undefined;
  /** A change of roles changes what may be read, so it requires a full fetch. */
  #roles: string;
  #fetchedAs = '';
  /** The latest answer with all its rows; null before there is anything to show: what was kept, or a first answer. */
  whole = $state.raw<Whole | null>(null);
  /** Whether there is anything to show, or a first answer has failed. */
  ready = $state(false);
  /** Why the latest could not be fetched. */
  trouble = $state<string | null>(null);

  constructor({ live, roles }: { live: Live; roles: Role[] }, source: Source<Whole>) {
    this.#live = live;
    this.#source = source;
    this.#roles = roles.join();
    live.on('welcome', ({ me }) => {
      this.#roles = me.roles.join();
      void this.refresh();
    });
    live.on(source.news, ({ version }: { version: number }) => {
      if (version > (this.whole?.version ?? 0)) void this.refresh();
    });
  }

  /** Fetches what has changed. True if it could. A request that is under way already counts for the same. */
  fetch(): Promise<boolean> {
    return (this.#running ??= this.#fetch().finally(() => (this.#running = undefined)));
  }

  /** The same, with what has changed until this moment. */
  async refresh(): Promise<boolean> {
    await this.#running;
    return this.fetch();
  }

  async #fetch(): Promise<boolean> {
    if (!this.whole) await this.#readKept();
    const { place, path, rows } = this.#source;
    const roles = this.#roles;
    const before = roles === this.#fetchedAs ? this.whole : null;
    const answer = await get<Whole>(`${path}?since=${before?.version ?? 0}`);
    this.ready = true;
    this.trouble = answer.ok ? null : answer.message;
    if (!answer.ok) return false;
    this.whole = merged(before, answer.value, rows);
    this.#fetchedAs = roles;
    const kept: Kept<Whole> = { whole: this.whole, roles };
    void this.#box().then((box) => box?.write(place, kept, this.#live.lastHeardAt));
    return true;
  }

  async #box() {
    return (await this.#live.persistence?.opening)?.box;
  }

  /** What an earlier page of mine kept. */
  async #readKept() {
    const found = await (await this.#box())?.all(this.#source.place);
    const kept = found?.[0]?.value as Kept<Whole> | undefined;
    if (!kept?.whole || this.whole) return;
    this.whole = kept.whole;
    this.#fetchedAs = kept.roles;
    this.ready = true;
  }
}

function merged<Whole extends Answer>(before: Whole | null, answer: Whole, rows: keyof Whole): Whole {
  const changed = answer[rows] as { id: string }[];
  const known = (before?.[rows] ?? []) as { id: string }[];
  const [ids, changedIds] = [new Set(answer.ids), new Set(changed.map(({ id }) => id))];
  const stay = known.filter(({ id }) => ids.has(id) && !changedIds.has(id));
  return { ...answer, [rows]: [...stay, ...changed] };
}
