import type { Manual, Page, PageReading } from '#shared/pages';
import { FetchedByVersion } from '../live/fetched-by-version.svelte.ts';
import { oncePerLive } from '../live/once-per-live.ts';

const source = { place: 'manual', path: '/api/manual', news: 'page:changed', rows: 'pages' } as const;

/** The manual as I may read it. */
class ManualStore extends FetchedByVersion<Manual> {
  get pages(): Page[] {
    return this.whole?.pages ?? [];
  }

  get readings(): PageReading[] {
    return this.whole?.readings ?? [];
  }
}

/** The one manual of a page. */
export const manualOf = oncePerLive((app) => new ManualStore(app, source));
