import type { Debrief } from '#shared/debriefs';
import type { Change } from '../platform/live/commands/command.ts';
import { escalationOf } from '../escalation/due.ts';
import type { OnCallOrder } from '../escalation/order.ts';
import { notify } from '../notifications/notify.ts';
import { subjectName } from './escalation.ts';
import { mayWake, onCallOrderFor } from './on-call-order.ts';
import { debriefById } from './queries.ts';
import { takeSteps } from './steps.ts';

/** Carries out due steps of requests. Reaches a manager a second time only once all others were reached. */
export const debriefEscalation = escalationOf({
  name: subjectName,
  async waiting(change, id) {
    const debrief = await debriefById(change.tx, change.helplineId, id);
    if (debrief?.state !== 'asked') return null;
    const order = await onCallOrderFor(change, debrief);
    const reached = debrief.steps.flatMap(({ step, by }) => (step === 'escalated' ? [by] : []));
    const { inTurn } = order;
    return { inTurn, reached, reach: (managerIds) => reach(change, debrief, managerIds, order) };
  },
});

async function reach(
  change: Change,
  debrief: Debrief,
  managerIds: [string, ...string[]],
  order: OnCallOrder,
): Promise<void> {
  const [next, ...rest] = managerIds;
  const escalatedTo = [...new Set([...debrief.escalatedTo, ...managerIds])];
  const stepTo = (by: string) => ({ step: 'escalated', by }) as const;
  await takeSteps(change, debrief, [stepTo(next), ...rest.map(stepTo)], { escalatedTo });
  const onCall = mayWake(debrief, order, managerIds);
  await notify(change, { to: managerIds, kind: 'debrief-now', path: `/desk/${debrief.id}`, onCall });
}
