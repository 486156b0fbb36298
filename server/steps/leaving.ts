import { mayReadSharedSteps } from '#shared/steps';
import { isA } from '#shared/viewer';
import type { RolesLost } from '../people/reactions.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { tellAboutSteps } from '../updates/tell.ts';
import { endQuestionsTo, takeBackSharedBy, takeBackSharedWith } from './queries.ts';

/**
 * What is shared by a person who loses these roles is taken back; and what is shared with them, or asked of them, where no role that is left
 * lets them read or answer it. Whoever waits for their answer is told.
 */
export async function endSharedStepsOf(
  change: Change,
  personId: string,
  { lost, left }: RolesLost,
): Promise<void> {
  const { tx, version, announce } = change;
  if (lost.includes('supporter'))
    for (const step of await takeBackSharedBy(tx, personId, version)) announce('step:changed', step);
  if (!lost.includes('manager') && !lost.includes('supervisor')) return;

  if (!mayReadSharedSteps({ roles: left }))
    for (const step of await takeBackSharedWith(tx, personId, version)) announce('step:changed', step);
  if (isA({ roles: left }, 'manager')) return;
  const unanswered = await endQuestionsTo(tx, personId, version);
  for (const step of unanswered) announce('step:changed', step);
  const to = unanswered.map((step) => step.personId);
  await tellAboutSteps(change, { to, kind: 'step-answered', aboutId: personId, by: personId });
}
