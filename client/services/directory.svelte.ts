import type { BankHoliday, Directory, Service } from '#shared/directory';
import { comparePinned } from '../card/pinned-numbers.ts';
import { FetchedByVersion } from '../live/fetched-by-version.svelte.ts';
import { oncePerLive } from '../live/once-per-live.ts';

const source = {
  place: 'directory',
  path: '/api/directory',
  news: 'service:changed',
  rows: 'services',
} as const;

const viewOf = (whole: Directory | null) => ({
  services: whole?.services ?? [],
  listed: whole?.services.filter(({ state }) => state === 'published') ?? [],
  bankHolidays: whole?.bankHolidays ?? [],
  holidays: new Set(whole?.bankHolidays.map(({ day }) => day)),
  byId: new Map(whole?.services.map((service) => [service.id, service])),
});

/** The directory as I may read it. */
class DirectoryStore extends FetchedByVersion<Directory> {
  #of: Directory | null = null;
  #view = viewOf(null);

  /** Computed once for each answer. Not a `$derived`, which would stop with the component that first asked for this store. */
  get #now() {
    if (this.whole !== this.#of) [this.#of, this.#view] = [this.whole, viewOf(this.whole)];
    return this.#view;
  }

  /** The card keeps up with what the directory says. */
  override async fetch(): Promise<boolean> {
    const isFetched = await super.fetch();
    if (isFetched) comparePinned(this.services);
    return isFetched;
  }

  get services(): Service[] {
    return this.#now.services;
  }

  /** Those in force, which can be found and given. */
  get listed(): Service[] {
    return this.#now.listed;
  }

  get bankHolidays(): BankHoliday[] {
    return this.#now.bankHolidays;
  }

  /** The days of the bank holidays. */
  get holidays(): ReadonlySet<string> {
    return this.#now.holidays;
  }

  get(id: string): Service | undefined {
    return this.#now.byId.get(id);
  }
}

/** The one directory of a page. */
export const directoryOf = oncePerLive((app) => new DirectoryStore(app, source));
