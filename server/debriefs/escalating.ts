import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { notify } from '../notifications/notify.ts';
import { debriefById } from './queries.ts';
import { helplinesWithDueDebriefSteps, takeDueDebriefSteps } from './escalation-steps.ts';
import { takeSteps } from './steps.ts';
import { onCallOrderFor } from './on-call-order.ts';

/** A request that nobody has seen, or taken, in time reaches the next manager. */
export const debriefEscalation: DueJob = {
  what: 'a debrief asked for to escalate',
  where: helplinesWithDueDebriefSteps,
  async carryOut(change) {
    const reached = new Map<string, string[]>();
    for (const { debriefId, managerId } of await takeDueDebriefSteps(
      change.tx,
      change.helplineId,
      change.now,
    ))
      reached.set(debriefId, [...(reached.get(debriefId) ?? []), managerId]);
    for (const [debriefId, managers] of reached) await escalate(change, debriefId, managers);
  },
};

/** Whoever may not answer any more is passed over for the next who was not reached yet. */
async function escalate(change: Change, debriefId: string, managers: string[]): Promise<void> {
  const debrief = await debriefById(change.tx, change.helplineId, debriefId);
  if (debrief?.state !== 'asked') return;
  const { inTurn, onCall } = await onCallOrderFor(change, debrief);
  const standIn = inTurn.find((id) => ![...debrief.escalatedTo, ...managers].includes(id));
  const able = managers.map((id) => (inTurn.includes(id) ? id : standIn)).filter((id) => id !== undefined);
  const [next, ...rest] = new Set(able);
  if (next === undefined) return;

  const escalatedTo = [...new Set([...debrief.escalatedTo, ...able])];
  const stepTo = (by: string) => ({ step: 'escalated', by }) as const;
  await takeSteps(change, debrief, [stepTo(next), ...rest.map(stepTo)], { escalatedTo });
  await notify(change, { to: [next, ...rest], kind: 'debrief-now', path: `/desk/${debriefId}`, onCall });
}
