import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import type { DueJob } from '../platform/live/commands/command.ts';
import {
  countSeries,
  eraseDetails,
  helplinesWithSeriesToEnd,
  helplinesWithSeriesToErase,
  seriesToEndIds,
} from './due-queries.ts';
import { endSeries } from './ending.ts';
import { seriesByIds } from './queries.ts';
import type { SeriesReactions } from './reactions.ts';

/** An offer to which nobody wrote down a yes lapses, and a series ends by itself once its time is over. The two are told so. */
export const seriesToEnd = (reactions: SeriesReactions): DueJob => ({
  what: 'series whose time is over',
  where: helplinesWithSeriesToEnd,
  atOnce: 20,
  async carryOut(change) {
    const ids = await seriesToEndIds(change.tx, change.helplineId, change.now);
    for (const series of await seriesByIds(change.tx, ids))
      await endSeries(change, series, series.state === 'offered' ? 'lapsed' : 'time-over', reactions);
  },
});

/** Erases what is written in a series that has ended. That there was one is counted by month. */
export const seriesDetails: DueJob = {
  what: 'details of series that have ended',
  where: helplinesWithSeriesToErase,
  atOnce: 20,
  async carryOut({ tx, helplineId, version, now, announce }) {
    const { timeZone } = await helplineById(tx, helplineId);
    const erased = await eraseDetails(tx, helplineId, { now, version });
    for (const { kind, endedAt, hadYes } of erased) {
      if (!hadYes || endedAt === null) continue;
      await countSeries(tx, { helplineId, kind, month: wallClockAt(endedAt, timeZone).day.slice(0, 7) });
    }
    const ids = erased.map(({ id }) => id);
    for (const series of await seriesByIds(tx, ids)) announce('series:changed', series);
  },
};
