import type { BankHoliday, Directory, Service } from '#shared/directory';
import { FetchedByVersion, oncePerLive } from '../live/fetched-by-version.svelte.ts';

const source = {
  place: 'directory',
  path: '/api/directory',
  news: 'service:changed',
  rows: 'services',
} as const;

/** The directory as I may read it. */
export class DirectoryStore extends FetchedByVersion<Directory> {
  services: Service[] = $derived.by(() => this.whole?.services ?? []);
  /** Those in force, which can be found and given. */
  listed: Service[] = $derived.by(() => this.services.filter(({ state }) => state === 'published'));
  bankHolidays: BankHoliday[] = $derived.by(() => this.whole?.bankHolidays ?? []);
  holidays: ReadonlySet<string> = $derived.by(() => new Set(this.bankHolidays.map(({ day }) => day)));
  #byId = $derived.by(() => new Map(this.services.map((service) => [service.id, service])));

  get(id: string): Service | undefined {
    return this.#byId.get(id);
  }
}

/** The one directory of a page. */
export const directoryOf = oncePerLive((app) => new DirectoryStore(app, source));
