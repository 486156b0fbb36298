import type { Debrief } from '#shared/debriefs';
import { seenAfter, type DebriefSeen } from '#shared/monthly-counts';
import { countInMonth } from '../monthly-counts/queries.ts';
import type { Change } from '../platform/live/commands/command.ts';

/** Counts for reports how soon a request was first seen. Call it before `seenBy` or the accepting step is written. */
export const countSeen = (change: Change, debrief: Debrief): Promise<void> =>
  countUnseen(change, debrief, seenAfter(change.now.getTime() - Date.parse(debrief.askedAt)));

/** Counts one that is taken back before anybody has seen it. */
export const countTakenBack = (change: Change, debrief: Debrief): Promise<void> =>
  countUnseen(change, debrief, 'taken-back');

async function countUnseen({ tx, helplineId }: Change, debrief: Debrief, slug: DebriefSeen) {
  const { seenBy, steps, urgency, askedAt } = debrief;
  const isSeen = seenBy.length > 0 || steps.some(({ step }) => step === 'accepted');
  if (isSeen || urgency === 'keep-for-supervision') return;
  await countInMonth(tx, helplineId, { what: 'debriefs-seen', slug, at: new Date(askedAt) });
}
