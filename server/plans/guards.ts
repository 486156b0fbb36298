import { access } from '#shared/access';
import { mayWriteCall, type Call } from '#shared/calls';
import type { planCommands } from '#shared/plan-commands';
import { lastReviewDay, sameName, type Plan } from '#shared/plans';
import { callById } from '../calls/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { otherPlans, planById } from './queries.ts';

type OnAPlan = 'plan:discard' | 'plan:agree' | 'plan:review' | 'plan:end';
type OnACall = Exclude<keyof typeof planCommands, OnAPlan | 'plan:draft'>;

/** The plan, if the actor may send this command about it. */
export async function planFor(context: Context, command: OnAPlan, planId: string): Promise<Plan> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await planById(tx, helplineId, planId));
}

/** The call, if the actor may say of it whose it is; refuses `conflict` once the time for writing about it is over. */
export async function callFor(context: Context, command: OnACall, callId: string): Promise<Call> {
  const { actor, tx, helplineId } = context;
  const call = permit(context, access[command], await callById(tx, helplineId, callId));
  refuseUnless(
    mayWriteCall(actor, call),
    'conflict',
    'The time for writing about this shift is over, so this record stays as it is.',
  );
  return call;
}

/** Refuses `conflict` unless a manager has switched plans on. Returns the day that it is. */
export async function refuseUnlessOn({ tx, helplineId, now }: Context): Promise<string> {
  const { callPlans, timeZone } = await helplineById(tx, helplineId);
  refuseUnless(
    callPlans,
    'conflict',
    'Agreed plans are not switched on here. A manager decides that in the settings.',
  );
  return wallClockAt(now, timeZone).day;
}

/** Refuses `conflict` a name by which somebody else is known already. */
export async function refuseIfNameTaken(
  { tx, helplineId }: Context,
  planId: string,
  name: string,
): Promise<void> {
  const others = await otherPlans(tx, helplineId, planId);
  const isTaken = others.some(({ knownAs, draft }) =>
    [knownAs, draft?.knownAs ?? ''].some((other) => other !== '' && sameName(other, name)),
  );
  refuseUnless(
    !isTaken,
    'conflict',
    'Somebody else is known by this name here. Ask them to choose another. What you typed is still here.',
  );
}

/** Refuses `conflict` a plan that would be made by managers alone. */
export async function refuseUnlessSupporterAmong({ tx, helplineId }: Context, ids: string[]): Promise<void> {
  const supporters = await peopleWhoAre(tx, helplineId, 'supporter');
  refuseUnless(
    supporters.some(({ id }) => ids.includes(id)),
    'conflict',
    'A plan is made by two supporters, or by one and a manager. Ask a supporter to agree to this.',
  );
}

/** Refuses `conflict` a talk that is still to come, or one so long ago that the plan would be over. */
export function refuseUnlessTalked(agreedOn: string, today: string): void {
  refuseUnless(
    agreedOn <= today,
    'conflict',
    'This day is still to come. Write down when you talked with the caller.',
  );
  refuseUnless(
    lastReviewDay(agreedOn) > today,
    'conflict',
    'This talk was more than three months ago. Talk with the caller again first.',
  );
}
