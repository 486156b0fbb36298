import { seriesCommands } from '#shared/series-commands';
import { seriesAsSeenBy } from '#shared/series-rules';
import type { NounDefinition } from '../platform/nouns.ts';
import { seriesHandlers } from './commands.ts';
import { seriesDetails, seriesToEnd } from './due.ts';
import { latestSeries, sealedSeries, seriesChangedSince } from './queries.ts';
import type { SeriesReactions } from './reactions.ts';

export const series = (reactions: SeriesReactions): NounDefinition<'series'> => ({
  commands: seriesCommands,
  handlers: seriesHandlers(reactions),
  changedSince: seriesChangedSince,
  latest: latestSeries,
  asSeenBy: seriesAsSeenBy,
  sealed: [sealedSeries],
  dueJobs: [seriesToEnd(reactions), seriesDetails],
  urgent: ['series:consentBack'],
});
