import { isHere, type Signal } from '#shared/signals';
import type { Change } from '../platform/live/commands/command.ts';
import { escalationOf } from '../escalation/due.ts';
import { planTurns } from '../escalation/plan.ts';
import { cancelSteps, replaceSteps } from '../escalation/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { notify } from '../notifications/notify.ts';
import { onCallOrderOf } from '../shifts/on-call.ts';
import { shiftById } from '../shifts/queries.ts';
import { escalateTo, signalById } from './queries.ts';

const name = 'signal';
const minute = 60_000;

/**
 * Carries out due steps of *I need support now*. Reaches each manager at most once, and nobody after an answer that somebody is there.
 * While somebody has promised to come, only steps are due that were planned after another could not.
 */
export const signalEscalation = escalationOf({
  name,
  async waiting(change, id) {
    const signal = await signalById(change.tx, change.helplineId, id);
    if (!signal || signal.loweredAt !== null || isHere(signal)) return null;
    return {
      inTurn: await leftToAsk(change, signal),
      reached: signal.escalatedTo,
      reach: (managerIds) => reach(change, signal, managerIds),
    };
  },
});

/**
 * Plans, in place of any earlier plan, when the request for support reaches each manager it has not reached yet. The first
 * is reached after `wait` milliseconds, or within this change if `wait` is 0; the others at the helpline's intervals.
 */
export async function beginEscalation(change: Change, signal: Signal, wait: number | 'usual'): Promise<void> {
  const inTurn = await leftToAsk(change, signal);
  const { escalatesAfterMinutes } = await helplineById(change.tx, change.helplineId);
  const usual = (escalatesAfterMinutes[0] ?? 0) * minute;
  const first = wait === 'usual' ? usual : wait;
  const waits = escalatesAfterMinutes.map((minutes) => first - usual + minutes * minute);
  const steps = planTurns({ inTurn, waits, from: change.now, condition: 'unanswered' });
  const [next, ...later] = steps;
  await replaceSteps(change, keyOf(signal), wait === 0 ? later : steps);
  if (wait === 0 && next) await reach(change, signal, [next.personId]);
}

/** Ends escalation, because somebody is there or it was taken back. */
export const endEscalation = ({ tx }: Change, signal: Signal) => cancelSteps(tx, keyOf(signal));

const keyOf = ({ id }: Signal) => ({ subject: name, subjectId: id });

/** The managers it has not reached yet, in on-call order. */
async function leftToAsk({ tx, helplineId }: Change, signal: Signal): Promise<string[]> {
  const shift = await shiftById(tx, helplineId, signal.shiftId);
  const except = [signal.raisedBy, ...signal.escalatedTo];
  return (await onCallOrderOf(tx, helplineId, shift, { except })).inTurn;
}

/** Shows the request to the managers and notifies them by their channels, also in their quiet hours. */
async function reach(change: Change, signal: Signal, managerIds: string[]): Promise<void> {
  const { tx, version, announce } = change;
  announce('signal:changed', await escalateTo(tx, signal, version, managerIds));
  await notify(change, { to: managerIds, kind: 'support-now', path: '/desk', onCall: managerIds });
}
