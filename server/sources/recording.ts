import { uuidv7 } from 'uuidv7';
import type { Source, SourceRead, SourceTrouble } from '#shared/sources';
import type { Change } from '../platform/live/commands/command.ts';
import { servicesOf } from '../services/queries.ts';
import { differencesIn, type Found } from './differing.ts';
import { countWaiting, deleteEntries, entriesOf, writeEntries, type Entry } from './entry-queries.ts';
import { changeSource, mostTries } from './queries.ts';
import type { Brought } from './readings.ts';

const weekMs = 7 * 86_400_000;
/** Pauses before the next try of a read, in milliseconds. */
const pauses = [60_000, 600_000];

/** Writes down what a read has found, for a manager to decide. The directory itself stays as it is. */
export async function recordRead(change: Change, source: Source, brought: Brought): Promise<void> {
  const { tx, helplineId, version, now, announce } = change;
  const { readings, claimed, isWhole, tooMany } = brought;
  const entries = new Map((await entriesOf(tx, source.id)).map((entry) => [entry.theirId, entry]));
  const services = await servicesOf(tx, helplineId);
  const { found, counts, ...rest } = differencesIn({ readings, known: entries, services, isWhole });

  const toKeep = found.filter(isToKeep);
  const kept = new Set(toKeep.map(({ theirId }) => theirId));
  await deleteEntries(
    tx,
    [...entries.values()].filter(({ theirId }) => !kept.has(theirId)).map(({ id }) => id),
  );
  await writeEntries(
    tx,
    toKeep.map((one) => ({
      ...entryOf(one, entries.get(one.theirId)?.id ?? uuidv7()),
      ...{ helplineId, sourceId: source.id, version },
    })),
  );
  const lastRead: SourceRead = { at: now.toISOString(), found: counts, ...rest, claimed, isWhole, tooMany };
  const over = { leasedUntil: null, tries: 0, dueAt: nextOf(source, now), trouble: null, troubleAt: null };
  const waiting = await countWaiting(tx, source.id);
  const read = { version, ...over, reads: source.reads + 1, lastRead, waiting };
  announce('source:changed', await changeSource(tx, helplineId, source.id, read));
}

/** Whether an entry says more than that a service is in the list. */
const isToKeep = ({ what, serviceId, said, isLeftAsGone }: Found) =>
  what !== null || serviceId !== null || said !== null || isLeftAsGone;

const entryOf = (found: Found, id: string): Omit<Entry, 'helplineId' | 'sourceId' | 'version'> => ({
  ...found,
  id,
  kind: found.sent?.kind ?? null,
  sent: found.what === null ? null : found.sent,
});

const nextOf = ({ isWeekly, address }: Source, now: Date) =>
  isWeekly && address !== null ? new Date(now.getTime() + weekMs) : null;

/** Writes down that a read came to nothing, and when it is tried again: a few times, after a pause, where that may help. */
export async function recordTrouble(
  change: Change,
  source: Source,
  { what, passing, tries }: { what: SourceTrouble; passing: boolean; tries: number },
): Promise<void> {
  const { tx, helplineId, version, now, announce } = change;
  const pauseMs = passing && tries < mostTries ? pauses[tries - 1] : undefined;
  const again =
    pauseMs === undefined
      ? { tries: 0, dueAt: nextOf(source, now) }
      : { dueAt: new Date(now.getTime() + pauseMs) };
  const failed = { version, leasedUntil: null, ...again, trouble: what, troubleAt: now };
  announce('source:changed', await changeSource(tx, helplineId, source.id, failed));
}
