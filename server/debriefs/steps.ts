import type { Debrief, DebriefState, DebriefStep } from '#shared/debriefs';
import type { Change } from '../platform/live/commands/command.ts';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import { notify } from '../notifications/notify.ts';
import { takeDebriefSteps, type DebriefChange } from './queries.ts';

type Step = Omit<DebriefStep, 'at'>;

/** After these it waits, again or still, for somebody to take it. */
const waiting: DebriefStep['step'][] = ['escalated', 'handed-back', 'away', 'widened'];

/** Moves a request on, with the lines that say so, and tells it. */
export async function takeSteps(
  { tx, version, now, announce }: Change,
  debrief: Debrief,
  steps: [Step, ...Step[]],
  change: DebriefChange = {},
): Promise<Debrief> {
  const last = steps.at(-1)!.step;
  const state = waiting.includes(last) ? 'asked' : (last as DebriefState);
  const overAt = state === 'closed' || state === 'withdrawn' ? now : null;
  const taken = steps.map((step) => ({ ...step, at: now.toISOString() }));
  const moved = await takeDebriefSteps(tx, debrief, taken, { ...change, version, state, overAt });
  announce('debrief:changed', moved);
  return moved;
}

/** That somebody asks is no news any more, to nobody, once it was taken or taken back. */
export const dropAsked = (change: Change, { id }: Debrief) =>
  cancelNotifications(change, `/desk/${id}`, ['debrief-now', 'debrief']);

/** That something is new, to the one who asked. */
export const notifyAsker = (change: Change, { askedBy }: Debrief) =>
  notify(change, { to: [askedBy], kind: 'debrief-step', path: '/asked' });

/** That something is new, to the one who has taken it, if somebody has. */
export async function notifyHolder(change: Change, { id, assignedTo }: Debrief): Promise<void> {
  if (assignedTo) await notify(change, { to: [assignedTo], kind: 'debrief-step', path: `/desk/${id}` });
}
