import { access } from '#shared/access';
import type { CommandName } from '#shared/contract';
import { isHere } from '#shared/people';
import { halfOf, isToReview, leftOf, seriesAsSeenBy } from '#shared/series-rules';
import type { Series } from '#shared/series';
import { isA } from '#shared/viewer';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { personById } from '../people/queries.ts';
import { Refusal, refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { seriesById } from './queries.ts';

export type OnSeries = Exclude<Extract<CommandName, `series:${string}`>, 'series:offer'>;

/** The series that a command is about, if the actor may send it. */
export async function seriesFor(context: Context, command: OnSeries, seriesId: string): Promise<Series> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await seriesById(tx, helplineId, seriesId));
}

/** Refuses unless the person has said yes and it has not ended. */
export function refuseUnlessActive({ state }: Series): void {
  refuseUnless(state !== 'ended', 'conflict', 'This series has ended.');
  refuseUnless(
    state === 'active',
    'conflict',
    'They have not said yes to it yet. Write down their yes first.',
  );
}

/** Refuses where the helpline offers no series. */
export async function refuseUnlessOn({ tx, helplineId }: Context): Promise<void> {
  const { meetings, series } = await helplineById(tx, helplineId);
  refuseUnless(
    meetings && series,
    'conflict',
    'This helpline offers no series of meetings. A project manager can switch them on.',
  );
}

/** Refuses unless both are supporters who can be asked. */
export async function refuseUnlessSupporters({ tx, helplineId }: Context, ids: string[]): Promise<void> {
  for (const id of ids) {
    const person = await personById(tx, helplineId, id);
    refuseUnless(person, 'not-found');
    const isReady = isA(person, 'supporter') && isHere(person);
    refuseUnless(isReady, 'conflict', `${person.firstName} cannot go now. Choose somebody else.`);
  }
}

/** Refuses a day that is still to come. */
export async function refuseUnlessPast({ tx, helplineId, now }: Context, on: string): Promise<void> {
  const { timeZone } = await helplineById(tx, helplineId);
  refuseUnless(on <= wallClockAt(now, timeZone).day, 'conflict', 'This day is still to come.');
}

/** The series to which a meeting of these two is to belong, if it takes one more. `arranged` counts those that are still to come or going on. */
export async function refuseUnlessRoom(
  { tx, helplineId, actor }: Context,
  meeting: { seriesId: string; withIds: string[] },
  arranged: number,
): Promise<void> {
  const series = await seriesById(tx, helplineId, meeting.seriesId);
  if (series === null || !seriesAsSeenBy(actor, series)) throw new Refusal('not-found');
  refuseUnlessActive(series);
  refuseUnless(
    meeting.withIds.every((id) => series.withIds.includes(id)),
    'conflict',
    'A meeting of a series is for the two who began it.',
  );
  refuseUnless(
    !isToReview(series),
    'conflict',
    'You are halfway. Look at it together with the person before you arrange the next meeting.',
  );
  refuseUnless(
    arranged < leftOf(series),
    'conflict',
    `All ${series.most} meetings of this series have been held or are arranged.`,
  );
}

/** Refuses a review before half, and a second one. */
export function refuseUnlessHalf(series: Series): void {
  const half = halfOf(series);
  refuseUnless(series.held >= half, 'conflict', `It is looked at together after meeting ${half}.`);
  refuseUnless(series.reviewedAt === null, 'conflict', 'It was looked at together already.');
}
