import type { Series } from '#shared/series';
import type { ByWhom } from '../platform/live/commands/command.ts';

/** Effects of a series on its meetings, in the same transaction. */
export type SeriesReactions = {
  /** It has ended: what is arranged is cancelled. `eraseBy`: the yes was taken back, and what is written of its meetings goes by then; null for no. */
  seriesEnded: (change: ByWhom, series: Series, eraseBy: Date | null) => Promise<void>;
};
