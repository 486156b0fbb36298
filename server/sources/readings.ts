import type { UnreadableBecause } from '#shared/sources';
import type { Feed } from './feed.ts';
import { ReadTrouble } from './fetching.ts';
import type { InFile } from './file.ts';
import { isObject } from './json.ts';
import { plainText } from './plain-text.ts';
import { readService, type Reading, type ReadFor } from './reading.ts';

/** What one read of a source brings: its services by their ids, and what it says of its own length. */
export type Brought = {
  readings: Map<string, Reading>;
  claimed: number | null;
  isWhole: boolean;
  tooMany: boolean;
};

/** So many without an id are named, each as unreadable. */
const mostWithoutId = 20;

export function readingsOfFeed(feed: Feed, readFor: ReadFor): Brought {
  const { claimed, isWhole, tooMany } = feed;
  const readings = new Map(
    feed.services.map(({ id, listed, sent }) => [id, readingOf(id, listed, sent, readFor)] as const),
  );
  for (const [place, reading] of namelessIn(feed.withoutId)) readings.set(place, reading);
  return { readings, claimed, isWhole, tooMany };
}

function readingOf(
  id: string,
  listed: unknown,
  sent: Feed['services'][number]['sent'],
  readFor: ReadFor,
): Reading {
  if (sent instanceof ReadTrouble) return unreadable(listed, 'lost');
  if (!isObject(sent.service) || sent.service.id !== id) return unreadable(listed, 'shape');
  return readService(sent.service, readFor);
}

export function readingsOfFile({ services, twice, withoutId, tooMany }: InFile, readFor: ReadFor): Brought {
  const readings = new Map<string, Reading>();
  for (const [id, service] of services) readings.set(id, readService(service, readFor));
  for (const id of twice) readings.set(id, unreadable(services.get(id), 'twice'));
  for (const [place, reading] of namelessIn(withoutId)) readings.set(place, reading);
  return { readings, claimed: null, isWhole: !tooMany, tooMany };
}

/** Under a place that is no id of a service, so that they can be listed. */
const namelessIn = (items: unknown[]) =>
  items.slice(0, mostWithoutId).map((item, index) => [`(${index + 1})`, unreadable(item, 'no-id')] as const);

const unreadable = (item: unknown, because: UnreadableBecause): Reading => ({
  is: 'unreadable',
  name: isObject(item) ? plainText(item.name, 120) : '',
  because,
});
