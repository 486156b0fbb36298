import type { CommandFields } from '#shared/contract';
import type { SeriesReason } from '#shared/series';
import type { Sheet } from '#shared/sheets';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

export type SeriesOffer = Omit<CommandFields<'series:offer'>, 'seriesId'>;
type Consent = Omit<CommandFields<'series:consent'>, 'seriesId'>;

export const offerSeries = (live: Live, offer: SeriesOffer) =>
  live.send('series:offer', { seriesId: newId(), ...offer });
/** `place` is where their words were typed. */
export const writeConsent = (live: Live, seriesId: string, consent: Consent, place: string) =>
  live.send('series:consent', { seriesId, ...consent }, typedAt(place, consent.purpose));
export const reviewSeries = (
  live: Live,
  seriesId: string,
  { keepOn, changed, place }: { keepOn: boolean; changed: string; place: string },
) =>
  live.send(
    'series:review',
    { seriesId, keepOn, ...(changed.trim() !== '' && { changed }) },
    typedAt(place, changed),
  );
export const endSeries = (live: Live, seriesId: string, because: SeriesReason) =>
  live.send('series:end', { seriesId, because });
export const takeConsentBack = (live: Live, seriesId: string) =>
  live.send('series:consentBack', { seriesId });
export const sayToldTeam = (
  live: Live,
  seriesId: string,
  told: { on: string; asked: boolean; present: boolean },
) => live.send('series:toldTeam', { seriesId, ...told });
export const noteSheetOpened = (live: Live, seriesId: string, sheet: Sheet) =>
  live.send('series:openSheet', { seriesId, sheet });
