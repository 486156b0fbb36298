import { consentBackHours, seriesWordsDays } from '#shared/series';
import { erasedSeriesDays } from './due-queries.ts';

/** The class of data of series of meetings with one person. */
export const seriesClasses = {
  series: {
    covers: 'series of meetings with one person: name, their words, sheets opened; a count by month stays',
    days: `${seriesWordsDays} days, or ${consentBackHours} hours; ${erasedSeriesDays} days more`,
    from: 'its end; the hours where there is no yes any more',
    why: 'long enough for the person to come back to it, and no longer than they want',
  },
};
