import { uuidv7 } from 'uuidv7';
import type { Signal } from '#shared/signals';
import type { Change } from '../platform/live/commands/command.ts';
import { helplineById } from '../helpline/queries.ts';
import { notify } from '../notifications/notify.ts';
import { managersInTurn } from '../shifts/on-call.ts';
import { shiftById } from '../shifts/queries.ts';
import { escalateTo, endEscalation, insertEscalationSteps } from './queries.ts';

const minute = 60_000;

/**
 * Lays down, in place of what was laid before, when the call for support reaches which of the managers it has not reached yet:
 * the first after `wait` milliseconds, or at once where `wait` is 0; the next after the helpline's own distance between the two.
 */
export async function beginEscalation(
  change: Change,
  signal: Signal,
  wait: number | 'usual',
): Promise<Signal> {
  const { tx, helplineId, now } = change;
  const shift = await shiftById(tx, helplineId, signal.shiftId);
  const inTurn = await managersInTurn(tx, helplineId, shift);
  const { escalatesAfterMinutes } = await helplineById(tx, helplineId);
  const usual = (escalatesAfterMinutes[0] ?? 0) * minute;
  const first = now.getTime() + (wait === 'usual' ? usual : wait);
  const left = inTurn.filter((id) => id !== signal.raisedBy && !signal.escalatedTo.includes(id));
  const escalationSteps = escalatesAfterMinutes.flatMap((minutes, step) => {
    const managerId = left[step];
    const dueAt = new Date(first - usual + minutes * minute);
    return managerId ? [{ id: uuidv7(), helplineId, signalId: signal.id, managerId, dueAt }] : [];
  });
  const [next, ...later] = escalationSteps;
  await endEscalation(tx, signal.id, now);
  await insertEscalationSteps(tx, wait === 0 ? later : escalationSteps);
  return wait === 0 && next ? escalate(change, signal, next.managerId) : signal;
}

/** The manager finds it on their screen, and is reached by the ways they chose. */
export async function escalate(change: Change, { id }: Signal, managerId: string): Promise<Signal> {
  const { tx, version, announce } = change;
  const escalated = await escalateTo(tx, id, version, managerId);
  announce('signal:changed', escalated);
  await notify(change, { to: [managerId], kind: 'support-now', path: '/desk', onCall: [managerId] });
  return escalated;
}
