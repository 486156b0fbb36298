import { areBothThere, isOver } from '#shared/meeting-rules';
import type { Meeting } from '#shared/meetings';
import type { Change } from '../platform/live/commands/command.ts';
import { countHeld } from '../series/holding.ts';

/** Counts, in its series, a meeting that is closed for the two before they said that it was over: if both were there, it took place. */
export async function countIfHeld(change: Change, meeting: Meeting): Promise<void> {
  if (meeting.seriesId !== null && !isOver(meeting) && areBothThere(meeting))
    await countHeld(change, meeting.seriesId);
}
