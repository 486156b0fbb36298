import type { Role } from '#shared/viewer';
import type { Live } from './live.svelte.ts';

/** One store per connection; it begins to follow the news with its first use. */
export function oncePerLive<Store>(open: (app: { live: Live; roles: Role[] }) => Store) {
  const stores = new WeakMap<Live, Store>();
  return ({ live, me }: { live: Live; me: { roles: Role[] } }): Store => {
    const store = stores.get(live) ?? open({ live, roles: me.roles });
    stores.set(live, store);
    return store;
  };
}
