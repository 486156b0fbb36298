import { uuidv7 } from 'uuidv7';
import type { Debrief } from '#shared/debriefs';
import type { Helpline } from '#shared/helpline';
import type { Shift } from '#shared/shifts';
import type { Change } from '../platform/live/commands/command.ts';
import { helplineById } from '../helpline/queries.ts';
import { notify } from '../notifications/notify.ts';
import {
  endDebriefEscalation,
  insertDebriefEscalationSteps,
  type NewEscalationStep,
} from './escalation-steps.ts';
import { mayGoOn, onCallOrderFor, type OnCallOrder } from './on-call-order.ts';

type PlannedStep = Pick<NewEscalationStep, 'kind' | 'dueAt'> & { managerId: string | undefined };

/** Reaches whoever is asked first, where that cannot wait for the daily list, and lays down when it goes on to whom. */
export async function beginEscalation(change: Change, debrief: Debrief): Promise<void> {
  if (!isPressing(debrief)) return;
  const [turns, helpline] = await Promise.all([
    onCallOrderFor(change, debrief),
    helplineById(change.tx, change.helplineId),
  ]);
  const isNow = debrief.urgency === 'now';
  const path = `/desk/${debrief.id}`;
  const { first: to, onCall } = turns;
  await notify(change, { to, kind: isNow ? 'debrief-now' : 'debrief', path, onCall });
  if (!isNow)
    await planSteps(change, debrief, beforeTheEnd(change, helpline, turns.shift, again(debrief, turns)));
  else if (mayGoOn(debrief))
    await planSteps(change, debrief, plannedSteps(change, helpline, turns.inTurn, 'unseen'));
}

/** Whoever had it could not: it goes to the next at once, and on from there until somebody takes it. */
export async function restartEscalation(change: Change, debrief: Debrief): Promise<void> {
  if (!isPressing(debrief) || !mayGoOn(debrief)) return;
  const [turns, helpline] = await Promise.all([
    onCallOrderFor(change, debrief),
    helplineById(change.tx, change.helplineId),
  ]);
  const handedBackBy = debrief.steps.flatMap(({ step, by }) =>
    step === 'handed-back' || step === 'away' ? [by] : [],
  );
  const others = turns.inTurn.filter((id) => !handedBackBy.includes(id));
  const inTurn = others.length > 0 ? others : turns.inTurn.filter((id) => id !== handedBackBy.at(-1));
  const next: PlannedStep = { managerId: inTurn[0], kind: 'unanswered', dueAt: change.now };
  const later =
    debrief.urgency === 'now'
      ? plannedSteps(change, helpline, inTurn, 'unanswered')
      : beforeTheEnd(change, helpline, turns.shift, inTurn.slice(0, 1));
  await planSteps(change, debrief, [next, ...later]);
}

const isPressing = ({ urgency }: Debrief) => urgency === 'now' || urgency === 'before-i-finish';

/** To the next after each wait, and from the last in turn to the first again. */
const plannedSteps = (
  { now }: Change,
  { debriefEscalatesAfterMinutes }: Helpline,
  inTurn: string[],
  kind: PlannedStep['kind'],
): PlannedStep[] =>
  debriefEscalatesAfterMinutes.map((minutes, step) => ({
    managerId: inTurn[(step + 1) % inTurn.length],
    kind,
    dueAt: new Date(now.getTime() + minutes * 60_000),
  }));

/** It comes up again so long before the end of the shift; asked later than that, half way to the end. */
function beforeTheEnd(
  { now }: Change,
  { debriefBeforeEndMinutes }: Helpline,
  shift: Shift | null,
  to: string[],
): PlannedStep[] {
  const left = shift ? Date.parse(shift.endsAt) - now.getTime() : 0;
  if (left <= 0) return [];
  const before = debriefBeforeEndMinutes * 60_000;
  const dueAt = new Date(now.getTime() + (left > before ? left - before : left / 2));
  return to.map((managerId) => ({ managerId, kind: 'unanswered', dueAt }));
}

/** Before the end it comes up with whoever was asked first, and with the next where it may go on from the one named. */
const again = ({ managerId, mayEscalate }: Debrief, { first, inTurn }: OnCallOrder) =>
  managerId !== null && mayEscalate ? inTurn.slice(0, 2) : first;

/** In place of all that were laid before. */
async function planSteps(
  { tx, helplineId, now }: Change,
  { id: debriefId }: Debrief,
  escalationSteps: PlannedStep[],
) {
  await endDebriefEscalation(tx, debriefId, now);
  await insertDebriefEscalationSteps(
    tx,
    escalationSteps.flatMap(({ managerId, kind, dueAt }) =>
      managerId === undefined ? [] : [{ id: uuidv7(), helplineId, debriefId, managerId, kind, dueAt }],
    ),
  );
}
