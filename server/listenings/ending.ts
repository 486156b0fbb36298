import type { Change } from '../platform/live/commands/command.ts';
import { changeListenings, openListeningsOf, staleListenings } from './queries.ts';

/** Ends these, and renews what the ones who listened may see: from the commit on, nothing of the shift. */
export async function endListenings(
  { tx, version, announce, resync }: Change,
  ids: string[],
  state: 'ended' | 'refused' = 'ended',
): Promise<void> {
  for (const listening of await changeListenings(tx, ids, { version, state })) {
    announce('listening:changed', listening);
    resync(listening.personId);
  }
}

/** Ends those whose shift or pair is not any more the one that was asked. */
export async function endStaleListenings(change: Change): Promise<void> {
  await endListenings(change, await staleListenings(change.tx, change.helplineId));
}

/** The person was suspended, or is no supporter any more. */
export async function endListeningsOf(change: Change, personId: string): Promise<void> {
  await endListenings(change, await openListeningsOf(change.tx, personId));
}
