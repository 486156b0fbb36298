import type { CommandFields } from '#shared/contract';
import type { SourceEntry } from '#shared/sources';
import type { Live } from '../live/live.svelte.ts';

export const addSource = (live: Live, source: CommandFields<'source:add'>) => live.send('source:add', source);

export const changeSource = (live: Live, change: CommandFields<'source:change'>) =>
  live.send('source:change', change);

export const readSource = (live: Live, sourceId: string) => live.send('source:read', { sourceId });

export const removeSource = (live: Live, sourceId: string) => live.send('source:remove', { sourceId });

/** `withNumber`: the person has seen which telephone number it changes. */
export const takeEntry = (live: Live, sourceId: string, entry: SourceEntry, withNumber: boolean) =>
  live.send('source:take', {
    ...{ sourceId, entryId: entry.id, version: entry.version, basedOn: entry.service?.version ?? 0 },
    ...(withNumber && { withNumber }),
  });

export const leaveEntry = (live: Live, sourceId: string, { id, version }: SourceEntry) =>
  live.send('source:leave', { sourceId, entryId: id, version });

/** The next of the new ones; called until none is left. */
export const takeNew = (live: Live, wanted: CommandFields<'source:takeNew'>) =>
  live.send('source:takeNew', wanted);

export const leaveAll = (live: Live, wanted: CommandFields<'source:leaveAll'>) =>
  live.send('source:leaveAll', wanted);
