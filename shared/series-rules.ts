import { mayArrangeMeeting } from './meeting-rules.ts';
import { nearEnd, spareDays, type Series, type SeriesKind } from './series.ts';
import type { Viewer } from './viewer.ts';

/** Visible to the two and to managers; null for everybody else. */
export const seriesAsSeenBy = (viewer: Viewer, series: Series): Series | null =>
  mayArrangeMeeting(viewer, series) ? series : null;

/** The meeting after which it is looked at together. */
export const halfOf = ({ most }: Pick<Series, 'most'>): number => Math.ceil(most / 2);

/** How many meetings are left. */
export const leftOf = ({ most, held }: Pick<Series, 'most' | 'held'>): number => Math.max(0, most - held);

/** Whether half is reached, and nobody has looked at it with the person since. No further meeting is arranged then. */
export const isToReview = (series: Pick<Series, 'state' | 'reviewedAt' | 'most' | 'held'>): boolean =>
  series.state === 'active' &&
  series.reviewedAt === null &&
  series.held >= halfOf(series) &&
  leftOf(series) > 0;

/** Whether the end is near enough to be talked about. */
export const isNearEnd = (series: Pick<Series, 'state' | 'most' | 'held'>): boolean =>
  series.state === 'active' && leftOf(series) <= nearEnd;

/** Weeks from one meeting to the next: a workbook takes about three months, so it is one. */
export const weeksOf = (kind: SeriesKind, chosen: number): number => (kind === 'workbook' ? 1 : chosen);

/** Days after the yes until a series ends by itself. */
export const daysOf = ({ most, everyWeeks }: Pick<Series, 'most' | 'everyWeeks'>): number =>
  most * everyWeeks * 7 + spareDays;
