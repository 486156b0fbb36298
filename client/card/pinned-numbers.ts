import type { Service } from '#shared/directory';
import { pinnedPlace } from './tonights-numbers.ts';

/** A service on the card. Without numbers while it is hidden from the directory. `doubted`: somebody has found something wrong with it. */
export type Pinned = {
  id: string;
  name: string;
  phones: { number: string; description: string }[];
  doubted: boolean;
};
/** All of them, as the directory had them at `at`, in milliseconds since 1970. */
type PinnedNumbers = { at: number; services: Pinned[] };

/** More than this would be a second directory, in which nothing is found. */
export const mostPinned = 12;

/** The value kept in local storage: not encrypted, and not removed at sign-out. */
export function pinnedNumbers(): PinnedNumbers {
  try {
    const kept = JSON.parse(localStorage.getItem(pinnedPlace) ?? '') as PinnedNumbers;
    if (Array.isArray(kept.services)) return kept;
  } catch {
    // Nothing is pinned, or storage is not available.
  }
  return { at: Date.now(), services: [] };
}

function keep(pinned: PinnedNumbers) {
  if (pinned.services.length === 0) localStorage.removeItem(pinnedPlace);
  else localStorage.setItem(pinnedPlace, JSON.stringify(pinned));
}

/** Nothing of a service that has left the directory. */
function pinnedOf({ id, state, current, faults }: Service): Pinned[] {
  if (!current || (state !== 'published' && state !== 'hidden')) return [];
  const phones = state === 'published' ? current.text.phones : [];
  return [
    {
      id,
      name: current.text.name,
      phones: phones.map(({ number, description }) => ({ number, description })),
      doubted: faults.length > 0,
    },
  ];
}

export function unpin(id: string) {
  const { at, services } = pinnedNumbers();
  keep({ at, services: services.filter((one) => one.id !== id) });
}

export function pin(service: Service) {
  const { at, services } = pinnedNumbers();
  const others = services.filter(({ id }) => id !== service.id);
  if (others.length < mostPinned) keep({ at, services: [...others, ...pinnedOf(service)] });
}

/** Takes over what a directory just fetched says: other numbers, what is in doubt or hidden, and what has left it. */
export function comparePinned(services: Service[]) {
  const before = pinnedNumbers().services;
  if (before.length === 0) return;
  const byId = new Map(services.map((service) => [service.id, service]));
  keep({
    at: Date.now(),
    services: before.flatMap(({ id }) => (byId.has(id) ? pinnedOf(byId.get(id)!) : [])),
  });
}
