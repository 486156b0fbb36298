import type { FollowUpSource } from '#shared/follow-ups';
import type { Change } from '../platform/live/commands/command.ts';
import { passOnFollowUps } from './queries.ts';
import { endReading } from './reading.ts';

/** Passes what a person is still to do, or what of it has this source, on to any manager. The records that it opened to them close. */
export async function passOn(change: Change, personId: string, source?: FollowUpSource): Promise<void> {
  const { tx, version, announce } = change;
  for (const followUp of await passOnFollowUps(tx, personId, version, source)) {
    announce('followUp:changed', followUp);
    await endReading(change, followUp, personId);
  }
}
