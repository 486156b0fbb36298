import type { Role } from '#shared/viewer';
import type { Change } from '../platform/live/commands/command.ts';
import { tellAboutSteps } from '../updates/tell.ts';
import { takeBackSharedBy, takeBackSharedWith } from './queries.ts';

/** What is shared by or with a person who loses these roles is taken back, and whoever waits for their answer is told. */
export async function endSharedStepsOf(change: Change, personId: string, lost: Role[]): Promise<void> {
  const { tx, version, announce } = change;
  if (lost.includes('supporter'))
    for (const step of await takeBackSharedBy(tx, personId, version)) announce('step:changed', step);
  if (!lost.includes('manager') && !lost.includes('supervisor')) return;

  const back = await takeBackSharedWith(tx, personId, version);
  for (const step of back) announce('step:changed', step);
  const to = back.filter(({ answer }) => answer === 'left').map((step) => step.personId);
  await tellAboutSteps(change, { to, kind: 'step-answered', aboutId: personId, by: personId });
}
