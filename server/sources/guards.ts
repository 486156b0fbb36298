import { access } from '#shared/access';
import type { sourceCommands } from '#shared/source-commands';
import type { Source } from '#shared/sources';
import { helplineById } from '../helpline/queries.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { entryById, type Entry } from './entry-queries.ts';
import { sourceById } from './queries.ts';

type OnASource = Exclude<keyof typeof sourceCommands, 'source:add'>;

/** The source, if the actor may send this command about it. Refuses `conflict` where it was removed, or reading is switched off. */
export async function sourceFor(context: Context, command: OnASource, sourceId: string): Promise<Source> {
  const { tx, helplineId } = context;
  const source = permit(context, access[command], await sourceById(tx, helplineId, sourceId));
  await refuseUnlessSwitchedOn(context);
  refuseUnless(
    source.removedAt === null,
    'conflict',
    'Somebody has removed this list meanwhile. What was taken from it is still here.',
  );
  return source;
}

/** Refuses `conflict` where the helpline has not switched it on. */
export async function refuseUnlessSwitchedOn({
  tx,
  helplineId,
}: {
  tx: Db | Tx;
  helplineId: string;
}): Promise<void> {
  const { readsSources } = await helplineById(tx, helplineId);
  refuseUnless(
    readsSources,
    'conflict',
    'Reading lists from elsewhere is switched off. A manager can switch it on.',
  );
}

/** The entry as the sender saw it. Refuses `conflict` if it has been decided, or read anew, since. */
export async function entryFor({ tx }: Context, sourceId: string, entryId: string, seen: number) {
  const entry = await entryById(tx, sourceId, entryId);
  refuseUnless(entry, 'not-found');
  refuseUnless(
    entry.what !== null && entry.version === seen,
    'conflict',
    'Somebody has decided this, or the list was read again. Look at it once more.',
  );
  return entry as Entry & { what: NonNullable<Entry['what']> };
}

/** Refuses `conflict` if the source was read since the sender looked. */
export function refuseIfReadSince({ reads }: Source, seen: number): void {
  refuseUnless(
    reads === seen,
    'conflict',
    'The list was read again meanwhile. Look at it once more. Nothing was taken.',
  );
}
