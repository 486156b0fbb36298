import type { Change, Due } from '../command.ts';
import { notify } from '../reach/notify.ts';
import { debriefById } from './queries.ts';
import { helplinesWithDueDebriefRungs, takeDueDebriefRungs } from './rungs.ts';
import { takeSteps } from './steps.ts';
import { turnsFor } from './turns.ts';

/** A request that nobody has seen, or taken, in time reaches the next manager. */
export const climbingDebriefs: Due = {
  what: 'a debrief asked for to climb',
  where: helplinesWithDueDebriefRungs,
  async carryOut(change) {
    const reached = new Map<string, string[]>();
    for (const { debriefId, managerId } of await takeDueDebriefRungs(
      change.tx,
      change.helplineId,
      change.now,
    ))
      reached.set(debriefId, [...(reached.get(debriefId) ?? []), managerId]);
    for (const [debriefId, managers] of reached) await climb(change, debriefId, managers);
  },
};

/** Whoever may not answer any more is passed over for the next who was not reached yet. */
async function climb(change: Change, debriefId: string, managers: string[]): Promise<void> {
  const debrief = await debriefById(change.tx, change.helplineId, debriefId);
  if (debrief?.state !== 'asked') return;
  const { inTurn, onCall } = await turnsFor(change, debrief);
  const standIn = inTurn.find((id) => ![...debrief.climbedTo, ...managers].includes(id));
  const able = managers.map((id) => (inTurn.includes(id) ? id : standIn)).filter((id) => id !== undefined);
  const [next, ...rest] = new Set(able);
  if (next === undefined) return;

  const climbedTo = [...new Set([...debrief.climbedTo, ...able])];
  const stepTo = (by: string) => ({ step: 'climbed', by }) as const;
  await takeSteps(change, debrief, [stepTo(next), ...rest.map(stepTo)], { climbedTo });
  await notify(change, { to: [next, ...rest], kind: 'debrief-now', path: `/desk/${debriefId}`, onCall });
}
