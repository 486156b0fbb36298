import { goesToMeeting, mayArrangeMeeting } from './meeting-rules.ts';
import type { Permission } from './permission.ts';
import { seriesAsSeenBy } from './series-rules.ts';
import type { Series } from './series.ts';

const otherwise = 'One of the two who go offers a series, or a project manager.';
const toOffer: Permission<Pick<Series, 'withIds'>> = { may: mayArrangeMeeting, otherwise };
const oneOfThePair: Permission<Series> = {
  sees: seriesAsSeenBy,
  may: goesToMeeting,
  otherwise: 'This is for the two who go.',
};
/** Whoever sees it, so that a word to anybody of them is enough. */
const ofThePairOrManagers: Permission<Series> = { sees: seriesAsSeenBy };

/** Who may offer, agree, look at and end a series of meetings with one person. */
export const seriesAccess = {
  'series:offer': toOffer,
  'series:consent': oneOfThePair,
  'series:review': oneOfThePair,
  'series:end': ofThePairOrManagers,
  'series:consentBack': ofThePairOrManagers,
  'series:toldTeam': oneOfThePair,
  'series:openSheet': oneOfThePair,
} as const;
