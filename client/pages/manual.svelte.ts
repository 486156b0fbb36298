import type { Manual, Page, PageReading } from '#shared/pages';
import type { Role } from '#shared/viewer';
import { get } from '../live/http.ts';
import type { Live } from '../live/live.svelte.ts';

type Kept = Pick<Manual, 'version' | 'pages' | 'readings'> & { roles: string };
const place = 'manual';

/** The manual as I may read it: fetched as a difference by version, and kept encrypted in this browser until I sign out. */
export class ManualStore {
  #live: Live;
  #running: Promise<boolean> | undefined;
  #version = 0;
  /** A change of roles changes what may be read, so it requires a full fetch. */
  #roles: string;
  #fetchedAs = '';
  pages = $state.raw<Page[]>([]);
  readings = $state.raw<PageReading[]>([]);
  /** Whether there is anything to show: what was kept, or a first answer. */
  ready = $state(false);
  /** Why the latest could not be fetched. */
  trouble = $state<string | null>(null);

  constructor({ live, roles }: { live: Live; roles: Role[] }) {
    this.#live = live;
    this.#roles = roles.join();
    live.on('welcome', ({ me }) => {
      this.#roles = me.roles.join();
      void this.refresh();
    });
    live.on('page:changed', ({ version }) => {
      if (version > this.#version) void this.refresh();
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
    if (!this.ready) await this.#readKept();
    const roles = this.#roles;
    const since = roles === this.#fetchedAs ? this.#version : 0;
    const answer = await get<Manual>(`/api/manual?since=${since}`);
    this.ready = true;
    this.trouble = answer.ok ? null : answer.message;
    if (!answer.ok) return false;
    const { version, ids, pages, readings } = answer.value;
    const changed = new Set(pages.map(({ id }) => id));
    const stays = ({ id }: Page) => ids.includes(id) && !changed.has(id);
    this.pages = [...this.pages.filter(stays), ...pages];
    this.readings = readings;
    this.#version = version;
    this.#fetchedAs = roles;
    const kept: Kept = { version, pages: this.pages, readings, roles };
    void this.#box().then((box) => box?.write(place, kept, this.#live.lastHeardAt));
    return true;
  }

  async #box() {
    return (await this.#live.persistence?.opening)?.box;
  }

  /** What an earlier page of mine kept. */
  async #readKept() {
    const found = await (await this.#box())?.all(place);
    const kept = found?.[0]?.value as Kept | undefined;
    if (!kept || this.ready) return;
    this.pages = kept.pages;
    this.readings = kept.readings;
    this.#version = kept.version;
    this.#fetchedAs = kept.roles;
    this.ready = true;
  }
}

const stores = new WeakMap<Live, ManualStore>();

/** The one manual of a page; begins to follow the news with its first use. */
export function manualOf({ live, me }: { live: Live; me: { roles: Role[] } }): ManualStore {
  const known = stores.get(live);
  if (known) return known;
  const store = new ManualStore({ live, roles: me.roles });
  stores.set(live, store);
  return store;
}
