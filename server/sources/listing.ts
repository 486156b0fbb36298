import { serviceKinds } from '#shared/service-kinds';
import type { Service } from '#shared/directory';
import { differences, type SourceEntries, type SourceEntry } from '#shared/sources';
import { id } from '#shared/shapes';
import * as v from 'valibot';
import type { Db } from '../platform/database/db.ts';
import { servicesByIds } from '../services/queries.ts';
import { waitingEntries, type Entry } from './entry-queries.ts';
import { changesIn, changesNumber } from './fields.ts';

const pageLength = 50;

/** The fields of an address that asks for differences. */
export const wantedShape = v.object({
  what: v.picklist(differences),
  kind: v.optional(v.picklist(serviceKinds)),
  after: v.optional(id),
});

/** One page of what waits to be decided, each beside our service as it is now. */
export async function differencesOf(
  db: Db,
  { helplineId, sourceId }: { helplineId: string; sourceId: string },
  { what, kind, after }: v.InferOutput<typeof wantedShape>,
): Promise<SourceEntries> {
  const found = await waitingEntries(db, { sourceId, what, kind }, after ?? null, pageLength + 1);
  const entries = found.slice(0, pageLength);
  const ids = entries.flatMap(({ serviceId, likeId }) => [serviceId ?? [], likeId ?? []].flat());
  const services = new Map((await servicesByIds(db, helplineId, ids)).map((one) => [one.id, one]));
  return {
    entries: entries.map((entry) => lineOf(entry, services)),
    more: found.length > pageLength,
  };
}

function lineOf(entry: Entry, services: Map<string, Service>): SourceEntry {
  const ours = entry.serviceId === null ? undefined : services.get(entry.serviceId);
  const text = ours?.current?.text;
  const changes =
    entry.what === 'changed' && text && entry.sent ? changesIn(entry.sent, text, entry.said) : [];
  const like = entry.likeId === null ? undefined : services.get(entry.likeId);
  return {
    id: entry.id,
    version: entry.version,
    what: entry.what!,
    name: entry.name,
    text: entry.sent,
    service: ours ? { id: ours.id, version: ours.version } : null,
    changes,
    changesNumber: text !== undefined && changesNumber(text, changes),
    like: like?.current?.text.name ?? null,
    because: entry.because,
  };
}
