import type { ByWhom } from '../platform/live/commands/command.ts';
import { endSeries } from './ending.ts';
import { openSeriesOf } from './queries.ts';
import type { SeriesReactions } from './reactions.ts';

/** Ends the series of somebody who is suspended, or is no supporter any more: the person said yes to these two. */
export async function leaveSeries(
  change: ByWhom,
  personId: string,
  reactions: SeriesReactions,
): Promise<void> {
  for (const series of await openSeriesOf(change.tx, personId))
    await endSeries(change, series, 'left', reactions);
}
