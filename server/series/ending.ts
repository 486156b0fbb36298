import type { Series, SeriesEnding } from '#shared/series';
import { consentBackHours, seriesWordsDays } from '#shared/series';
import type { ByWhom } from '../platform/live/commands/command.ts';
import { changeSeries, soonest } from './queries.ts';
import type { SeriesReactions } from './reactions.ts';
import { tellPair } from './notifications.ts';

const hour = 3_600_000;
/** Hours before the promised time at which everything is erased, for a server that was down. */
const spareHours = 4;

/** What names the person or was said by them. It goes with their yes, in the same change. */
const withoutWords = { knownAs: null, purpose: null, changed: null };

/**
 * Ends a series and what is arranged in it. Where the yes was taken back, every word goes at once, and the rest within the promised hours;
 * so it does where nobody had said yes.
 */
export async function endSeries(
  change: ByWhom,
  series: Series,
  ending: SeriesEnding,
  reactions: SeriesReactions,
): Promise<void> {
  const { tx, helplineId, version, now, announce } = change;
  const isBack = ending === 'consent-back';
  const soon = new Date(now.getTime() + (consentBackHours - spareHours) * hour);
  const later = new Date(now.getTime() + seriesWordsDays * 24 * hour);
  const ended = await changeSeries(tx, helplineId, series.id, {
    version,
    state: 'ended',
    ending,
    endsBy: null,
    endedAt: series.endedAt === null ? now : new Date(series.endedAt),
    endedBy: change.actor?.id ?? null,
    eraseAt: soonest(isBack || series.state === 'offered' ? soon : later),
    ...(isBack && withoutWords),
  });
  announce('series:changed', ended);
  await reactions.seriesEnded(change, ended, isBack ? soon : null);
  if (series.state !== 'ended') await tellPair(change, ended, 'series-ended');
}
