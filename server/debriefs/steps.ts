import type { Debrief, DebriefState, DebriefStep } from '#shared/debriefs';
import type { Change } from '../platform/live/commands/command.ts';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import { notify } from '../notifications/notify.ts';
import { takeDebriefSteps, type DebriefChange } from './queries.ts';

type Step = Omit<DebriefStep, 'at'>;

/** The steps after which the request waits for somebody to accept it. */
const waiting: DebriefStep['step'][] = ['escalated', 'handed-back', 'away', 'widened'];

/** Moves a request to its next state, appends the steps, and announces it. */
export async function takeSteps(
  { tx, helplineId, version, now, announce }: Change,
  debrief: Debrief,
  steps: [Step, ...Step[]],
  change: DebriefChange = {},
): Promise<Debrief> {
  const last = steps.at(-1)!.step;
  const state = waiting.includes(last) ? 'asked' : (last as DebriefState);
  const overAt = state === 'closed' || state === 'withdrawn' ? now : null;
  const taken = steps.map((step) => ({ ...step, at: now.toISOString() }));
  const moved = await takeDebriefSteps(tx, debrief, helplineId, taken, { ...change, version, state, overAt });
  announce('debrief:changed', moved);
  return moved;
}

/** Cancels pending "debrief requested" notifications once the request is accepted or withdrawn. */
export const dropAsked = (change: Change, { id }: Debrief) =>
  cancelNotifications(change, `/desk/${id}`, ['debrief-now', 'debrief']);

/** Notifies the person who asked that something is new. */
export const notifyAsker = (change: Change, { askedBy }: Debrief) =>
  notify(change, { to: [askedBy], kind: 'debrief-step', path: '/asked' });

/** Notifies the person to whom it is assigned, if any, that something is new. */
export async function notifyHolder(change: Change, { id, assignedTo }: Debrief): Promise<void> {
  if (assignedTo) await notify(change, { to: [assignedTo], kind: 'debrief-step', path: `/desk/${id}` });
}
