import type { Change } from '../platform/live/commands/command.ts';
import { addHeld } from './queries.ts';

/** Counts a meeting that took place. */
export async function countHeld(
  { tx, helplineId, version, announce }: Change,
  seriesId: string,
): Promise<void> {
  announce('series:changed', await addHeld(tx, helplineId, seriesId, version));
}
