import type { Debrief } from '#shared/debriefs';
import type { Helpline } from '#shared/helpline';
import type { Shift } from '#shared/shifts';
import type { Change } from '../platform/live/commands/command.ts';
import { planTurns } from '../escalation/plan.ts';
import type { PlannedStep } from '../escalation/queries.ts';
import { cancelSteps, replaceSteps } from '../escalation/queries.ts';
import type { OnCallOrder } from '../escalation/order.ts';
import { helplineById } from '../helpline/queries.ts';
import { notify } from '../notifications/notify.ts';
import { mayGoOn, mayWake, onCallOrderFor } from './on-call-order.ts';

/** The subject name of debriefs in the table of escalation steps. */
export const subjectName = 'debrief';

/**
 * Notifies the first people asked, unless it can wait for the daily digest, and plans the escalation steps: for a request
 * with the urgency *now*, until somebody has seen it.
 */
export async function beginEscalation(change: Change, debrief: Debrief): Promise<void> {
  if (!isPressing(debrief)) return;
  const [order, helpline] = await Promise.all([
    onCallOrderFor(change, debrief),
    helplineById(change.tx, change.helplineId),
  ]);
  const isNow = debrief.urgency === 'now';
  const path = `/desk/${debrief.id}`;
  const { first, inTurn } = order;
  const onCall = mayWake(debrief, order, inTurn.slice(0, 1));
  await notify(change, { to: first, kind: isNow ? 'debrief-now' : 'debrief', path, onCall });
  const afterFirst = [...inTurn.slice(1), ...inTurn.slice(0, 1)];
  if (!isNow) await plan(change, debrief, beforeTheEnd(change, helpline, order.shift, again(debrief, order)));
  else if (mayGoOn(debrief)) await plan(change, debrief, nowSteps(change, helpline, afterFirst, 'unseen'));
}

/** Restarts escalation after the manager handed the request back or left: schedules a step for the next manager now, and continues until one accepts. */
export async function restartEscalation(change: Change, debrief: Debrief): Promise<void> {
  if (!isPressing(debrief) || !mayGoOn(debrief)) return;
  const [order, helpline] = await Promise.all([
    onCallOrderFor(change, debrief),
    helplineById(change.tx, change.helplineId),
  ]);
  const gaveUp = debrief.steps.flatMap(({ step, by }) =>
    step === 'handed-back' || step === 'away' ? [by] : [],
  );
  const others = order.inTurn.filter((id) => !gaveUp.includes(id));
  const inTurn = others.length > 0 ? others : order.inTurn.filter((id) => id !== gaveUp.at(-1));
  const next = inTurn.slice(0, 1);
  const steps =
    debrief.urgency === 'now'
      ? nowSteps(change, helpline, inTurn, 'unanswered', [0])
      : [...stepsAt(change.now, next), ...beforeTheEnd(change, helpline, order.shift, next)];
  await plan(change, debrief, steps);
}

/** Cancels the planned steps: all of them, or only those that end once somebody has seen the request. */
export const endEscalation = ({ tx }: Change, debrief: Debrief, condition?: PlannedStep['condition']) =>
  cancelSteps(tx, keyOf(debrief), condition);

const isPressing = ({ urgency }: Debrief) => urgency === 'now' || urgency === 'before-i-finish';

/** One step after each of these waits (ms) and the helpline's own, to each person in turn, starting again after the last. */
function nowSteps(
  { now }: Change,
  { debriefEscalatesAfterMinutes }: Helpline,
  inTurn: string[],
  condition: PlannedStep['condition'],
  earlier: number[] = [],
): PlannedStep[] {
  const waits = [...earlier, ...debriefEscalatesAfterMinutes.map((minutes) => minutes * 60_000)];
  return planTurns({ inTurn, waits, from: now, condition, goesRound: true });
}

/** When the step before the end of the shift is due: the helpline's minutes before the end, or half of the remaining time if less remains. */
function beforeTheEnd(
  { now }: Change,
  { debriefBeforeEndMinutes }: Helpline,
  shift: Shift | null,
  to: string[],
): PlannedStep[] {
  const left = shift ? Date.parse(shift.endsAt) - now.getTime() : 0;
  if (left <= 0) return [];
  const before = debriefBeforeEndMinutes * 60_000;
  return stepsAt(new Date(now.getTime() + (left > before ? left - before : left / 2)), to);
}

const stepsAt = (dueAt: Date, to: string[]): PlannedStep[] =>
  to.map((personId) => ({ personId, condition: 'unanswered', dueAt }));

/** The people reached before the end of the shift: the first one again, and the next if it may escalate beyond the person named. */
const again = ({ managerId, mayEscalate }: Debrief, { first, inTurn }: OnCallOrder) =>
  managerId !== null && mayEscalate ? inTurn.slice(0, 2) : first;

const keyOf = ({ id }: Debrief) => ({ subject: subjectName, subjectId: id });

const plan = (change: Change, debrief: Debrief, steps: PlannedStep[]) =>
  replaceSteps(change, keyOf(debrief), steps);
