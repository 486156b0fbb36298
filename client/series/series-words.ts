import { talkWays } from '#shared/plans';
import { isToReview, leftOf } from '#shared/series-rules';
import {
  consentBackHours,
  seriesReasons,
  seriesWordsDays,
  type Series,
  type SeriesEnding,
} from '#shared/series';
import type { App } from '../app.ts';
import { dayIn } from '../plans/plan-words.ts';
import { capital, counted, inWords } from '../ui/number-words.ts';

/** Up to ten meetings, one every week */
export function sizeOf({ kind, most, everyWeeks }: Series): string {
  const often = everyWeeks === 1 ? 'one every week' : `one every ${inWords(everyWeeks)} weeks`;
  return `${kind === 'workbook' ? 'The workbook, up' : 'Up'} to ${inWords(most)} meetings, ${often}`;
}

/** Two meetings held, eight left. */
export const countOf = (series: Series): string =>
  `${capital(counted(series.held, 'meeting'))} held, ${inWords(leftOf(series))} left.`;

const endingWords: Record<SeriesEnding, string> = {
  ...seriesReasons,
  'consent-back': 'They took their yes back',
  review: 'They did not want to go on at half',
  left: 'One of the two cannot go any more',
  lapsed: 'Nobody wrote down a yes in time',
  'time-over': 'Its time was over',
};

/** Where things stand, in one sentence. */
export function standingOf(series: Series): string {
  if (series.state === 'ended') return `It has ended. ${endingWords[series.ending ?? 'done']}.`;
  if (series.state === 'offered') return 'They have not said yes yet.';
  return isToReview(series) ? `${countOf(series)} Look at it together now.` : countOf(series);
}

/** What becomes of what is written, once it has ended. */
export const erasedWords = ({ ending, consentedOn }: Series): string =>
  ending === 'consent-back' || consentedOn === null
    ? `Everything that was written is erased within ${consentBackHours} hours of the end.`
    : `What is written here is erased ${seriesWordsDays} days after the end.`;

/** In person, on Monday 23 November */
export const yesOf = ({ consentedHow, consentedOn }: Series, app: Pick<App, 'times'>): string | null =>
  consentedHow && consentedOn ? `${talkWays[consentedHow]}, on ${dayIn(consentedOn, app)}` : null;
