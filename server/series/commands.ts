import { access } from '#shared/access';
import type { seriesCommands } from '#shared/series-commands';
import { daysOf, weeksOf } from '#shared/series-rules';
import { mostOpenSeries, mostTold, offerDays, type Series } from '#shared/series';
import { lastSheet } from '#shared/sheets';
import { refuseUnless, type Change, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { refuseUnlessNamed } from '../shifts/named.ts';
import { endSeries } from './ending.ts';
import {
  refuseUnlessActive,
  refuseUnlessHalf,
  refuseUnlessOn,
  refuseUnlessPast,
  refuseUnlessSupporters,
  seriesFor,
} from './guards.ts';
import { changeSeries, countOpenSeries, insertSeries, type SeriesChange } from './queries.ts';
import type { SeriesReactions } from './reactions.ts';
import { tellPair } from './notifications.ts';

const inDays = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000);

export const seriesHandlers = (reactions: SeriesReactions): Handlers<keyof typeof seriesCommands> => ({
  async 'series:offer'({ seriesId, with: withIds, kind, everyWeeks, ...fields }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['series:offer'], { withIds });
    await refuseUnlessOn(context);
    await refuseUnlessNamed(context, withIds);
    await refuseUnlessSupporters(context, withIds);
    const isRoom = (await countOpenSeries(tx, helplineId)) < mostOpenSeries;
    refuseUnless(isRoom, 'conflict', `At most ${mostOpenSeries} series run at a time. Let one end first.`);

    const offer = { offeredBy: actor.id, offeredAt: now, endsBy: inDays(now, offerDays) };
    const row = { id: seriesId, helplineId, version, state: 'offered' as const, withIds, kind };
    const weeks = { everyWeeks: weeksOf(kind, everyWeeks) };
    const offered = await insertSeries(tx, { ...row, ...fields, ...weeks, ...offer });
    announce('series:changed', offered);
    await tellPair(context, offered, 'series-offered');
  },

  async 'series:consent'({ seriesId, how, on, purpose }, context) {
    const { now, announce } = context;
    const series = await seriesFor(context, 'series:consent', seriesId);
    refuseUnless(series.state !== 'ended', 'conflict', 'This series has ended.');
    refuseUnless(series.state === 'offered', 'conflict', 'Their yes is written down already.');
    await refuseUnlessOn(context);
    await refuseUnlessPast(context, on);

    const consent = { consentedHow: how, consentedOn: on, purpose };
    const endsBy = inDays(now, daysOf(series));
    announce('series:changed', await change(context, series, { state: 'active', ...consent, endsBy }));
  },

  async 'series:review'({ seriesId, keepOn, changed }, context) {
    const { now, announce } = context;
    const series = await seriesFor(context, 'series:review', seriesId);
    refuseUnlessActive(series);
    refuseUnlessHalf(series);

    const reviewed = await change(context, series, { reviewedAt: now, changed: changed ?? null });
    if (keepOn) announce('series:changed', reviewed);
    else await endSeries(context, reviewed, 'review', reactions);
  },

  async 'series:end'({ seriesId, because }, context) {
    const series = await seriesFor(context, 'series:end', seriesId);
    refuseUnless(series.state !== 'ended', 'conflict', 'This series has ended.');

    await endSeries(context, series, because, reactions);
  },

  async 'series:consentBack'({ seriesId }, context) {
    const series = await seriesFor(context, 'series:consentBack', seriesId);
    if (series.ending === 'consent-back' || isErased(series)) return;

    await endSeries(context, series, 'consent-back', reactions);
  },

  async 'series:toldTeam'({ seriesId, on, asked, present }, context) {
    const { actor, announce } = context;
    const series = await seriesFor(context, 'series:toldTeam', seriesId);
    refuseUnlessActive(series);
    refuseUnless(
      asked && present,
      'conflict',
      'Others hear of it only if the person asks for it and is there.',
    );
    await refuseUnlessPast(context, on);
    const isRoom = series.toldTeam.length < mostTold;
    refuseUnless(isRoom, 'conflict', `It is written down ${mostTold} times already, which is the most.`);

    const toldTeam = [...series.toldTeam, { on, by: actor.id }];
    announce('series:changed', await change(context, series, { toldTeam }));
  },

  async 'series:openSheet'({ seriesId, sheet }, context) {
    const series = await seriesFor(context, 'series:openSheet', seriesId);
    refuseUnlessActive(series);
    const isTheirs = series.kind === 'workbook' || sheet === lastSheet;
    refuseUnless(isTheirs, 'conflict', 'This sheet belongs to the workbook.');
    if (series.sheets.includes(sheet)) return;

    const opened = await change(context, series, { sheets: [...series.sheets, sheet] });
    context.announce('series:changed', opened);
  },
});

/** Whether what was written is gone already. */
const isErased = ({ state, knownAs }: Series) => state === 'ended' && knownAs === null;

const change = (
  { tx, helplineId, version }: Change,
  { id }: Series,
  changes: Omit<SeriesChange, 'version'>,
): Promise<Series> => changeSeries(tx, helplineId, id, { ...changes, version });
