import type { sourceCommands } from '#shared/source-commands';
import { mostTogether, type Source } from '#shared/sources';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { countWaiting, waitingEntries, writeEntries, type Entry } from './entry-queries.ts';
import { entryFor, refuseIfReadSince, sourceFor } from './guards.ts';
import { changeSource } from './queries.ts';
import { takeChanged, takeGone, takeNew } from './taking.ts';

type Deciding = Extract<
  keyof typeof sourceCommands,
  'source:take' | 'source:leave' | 'source:takeNew' | 'source:leaveAll'
>;

/** What a manager says to the differences between a source and the directory. */
export const decidingHandlers: Handlers<Deciding> = {
  async 'source:take'({ sourceId, entryId, version: seen, basedOn, withNumber = false }, context) {
    const source = await sourceFor(context, 'source:take', sourceId);
    const entry = await entryFor(context, sourceId, entryId, seen);
    refuseUnless(
      entry.what !== 'unreadable',
      'conflict',
      'This could not be read, so there is nothing to take.',
    );

    const wanted = { source, basedOn, withNumber };
    if (entry.what === 'new') await takeNew(context, source, [entry]);
    else if (entry.what === 'changed') await takeChanged(context, entry, wanted);
    else await takeGone(context, entry, wanted);
    await noteDecided(context, source, [afterTaking(entry)]);
  },

  async 'source:leave'({ sourceId, entryId, version: seen }, context) {
    const source = await sourceFor(context, 'source:leave', sourceId);
    const entry = await entryFor(context, sourceId, entryId, seen);

    await noteDecided(context, source, [afterLeaving(entry)]);
  },

  async 'source:takeNew'({ sourceId, read, kind }, context) {
    const source = await sourceFor(context, 'source:takeNew', sourceId);
    refuseIfReadSince(source, read);

    const sought = { sourceId, what: 'new', kind, withoutLike: true } as const;
    const entries = await waitingEntries(context.tx, sought, null, mostTogether);
    await takeNew(context, source, entries);
    await noteDecided(context, source, entries.map(afterTaking));
  },

  async 'source:leaveAll'({ sourceId, read, what, kind }, context) {
    const source = await sourceFor(context, 'source:leaveAll', sourceId);
    refuseIfReadSince(source, read);

    const entries = await waitingEntries(context.tx, { sourceId, what, kind }, null, mostTogether);
    await noteDecided(context, source, entries.map(afterLeaving));
  },
};

/** What the source says now counts as seen, so that the same does not come again. */
const afterLeaving = (entry: Entry): Entry => ({
  ...entry,
  said: entry.sent ?? entry.said,
  isLeftAsGone: entry.isLeftAsGone || entry.what === 'gone',
});

const afterTaking = (entry: Entry): Entry => ({
  ...afterLeaving(entry),
  serviceId: entry.serviceId ?? entry.id,
});

/** Writes down that these were decided, and tells the managers what still waits. */
async function noteDecided(context: Context, source: Source, decided: Entry[]): Promise<void> {
  const { tx, helplineId, version, announce } = context;
  const over = {
    version,
    what: null,
    name: '',
    sent: null,
    changesNumber: false,
    likeId: null,
    because: null,
  } as const;
  await writeEntries(
    tx,
    decided.map((entry) => ({ ...entry, ...over })),
  );
  const waiting = await countWaiting(tx, source.id);
  announce('source:changed', await changeSource(tx, helplineId, source.id, { version, waiting }));
}
