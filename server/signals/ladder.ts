import { uuidv7 } from 'uuidv7';
import type { Signal } from '#shared/signals';
import type { Change } from '../command.ts';
import { helplineById } from '../helpline/queries.ts';
import { notify } from '../reach/notify.ts';
import { managersInTurn } from '../rota/on-call.ts';
import { shiftById } from '../rota/queries.ts';
import { climbTo, endLadder, insertRungs } from './queries.ts';

const minute = 60_000;

/**
 * Lays down, in place of what was laid before, when the call for support reaches which of the managers it has not reached yet:
 * the first after `wait` milliseconds, or at once where `wait` is 0; the next after the helpline's own distance between the two.
 */
export async function layLadder(change: Change, signal: Signal, wait: number | 'usual'): Promise<Signal> {
  const { tx, helplineId, now } = change;
  const shift = await shiftById(tx, helplineId, signal.shiftId);
  const inTurn = await managersInTurn(tx, helplineId, shift);
  const { climbsAfterMinutes } = await helplineById(tx, helplineId);
  const usual = (climbsAfterMinutes[0] ?? 0) * minute;
  const first = now.getTime() + (wait === 'usual' ? usual : wait);
  const left = inTurn.filter((id) => id !== signal.raisedBy && !signal.climbedTo.includes(id));
  const rungs = climbsAfterMinutes.flatMap((minutes, step) => {
    const managerId = left[step];
    const dueAt = new Date(first - usual + minutes * minute);
    return managerId ? [{ id: uuidv7(), helplineId, signalId: signal.id, managerId, dueAt }] : [];
  });
  const [next, ...later] = rungs;
  await endLadder(tx, signal.id, now);
  await insertRungs(tx, wait === 0 ? later : rungs);
  return wait === 0 && next ? climb(change, signal, next.managerId) : signal;
}

/** The manager finds it on their screen, and is reached by the ways they chose. */
export async function climb(change: Change, { id }: Signal, managerId: string): Promise<Signal> {
  const { tx, version, announce } = change;
  const climbed = await climbTo(tx, id, version, managerId);
  announce('signal:changed', climbed);
  await notify(change, { to: [managerId], kind: 'support-now', path: '/desk', onCall: [managerId] });
  return climbed;
}
