import { isHere } from '#shared/people';
import { mayMakePlans } from '#shared/plans';
import { isA } from '#shared/viewer';
import { peopleWhoAre, viewersByIds } from '../people/queries.ts';
import type { Change, Context } from '../platform/live/commands/command.ts';
import { clearProposalUpdates, tellAboutPlans } from '../updates/tell.ts';
import { isAnythingDrafted } from './queries.ts';

/** Asks those who may agree to it now: managers, and supporters while the window of a shift of theirs is open. */
export async function askForSecond(context: Context): Promise<void> {
  const { actor, tx, now } = context;
  const viewers = await viewersByIds(tx, await makerIds(context), now);
  const to = viewers.filter((viewer) => viewer.id !== actor.id && mayMakePlans(viewer)).map(({ id }) => id);
  await tellAboutPlans(context, { to, kind: 'plan-drafted', by: actor.id });
}

/** Takes the question from their screens once no draft waits. */
export async function stopAskingIfNothingWaits(change: Change): Promise<void> {
  if (await isAnythingDrafted(change.tx, change.helplineId)) return;
  await clearProposalUpdates(change, 'plan-drafted', await makerIds(change));
}

/** Tells the managers, and those who made one of these plans. One line each, however many plans there are: it names none. */
export async function tellMakers(
  change: Change,
  plans: { madeBy: string[] }[],
  kind: 'plan-ended' | 'plan-to-review',
): Promise<void> {
  if (plans.length === 0) return;
  const makers = new Set(plans.flatMap(({ madeBy }) => madeBy));
  const people = await peopleWhoAre(change.tx, change.helplineId, 'manager', 'supporter');
  const told = people.filter((one) => isHere(one) && (isA(one, 'manager') || makers.has(one.id)));
  await tellAboutPlans(change, { to: told.map(({ id }) => id), kind, by: null });
}

const makerIds = async ({ tx, helplineId }: Change): Promise<string[]> =>
  (await peopleWhoAre(tx, helplineId, 'manager', 'supporter')).map(({ id }) => id);
