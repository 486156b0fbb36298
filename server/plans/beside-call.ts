import type { planCommands } from '#shared/plan-commands';
import { setPlan } from '../calls/queries.ts';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { callFor, refuseUnlessOn } from './guards.ts';
import { changePlan, planById } from './queries.ts';

type BesideCall = Extract<keyof typeof planCommands, 'plan:mark' | 'plan:readOut' | 'plan:notThem'>;

/** What is said about a plan while its caller is on the line. Nothing of it is counted. */
export const callPlanHandlers: Handlers<BesideCall> = {
  async 'plan:mark'({ planId, callId }, context) {
    const { tx, version, helplineId, announce } = context;
    const call = await callFor(context, 'plan:mark', callId);
    await refuseUnlessOn(context);
    const plan = await planById(tx, helplineId, planId);
    refuseUnless(plan, 'not-found');
    refuseUnless(plan.state === 'agreed', 'conflict', 'This plan is not in force, so nothing was marked.');

    if (call.planId !== planId) announce('call:changed', await setPlan(tx, callId, version, planId));
  },

  async 'plan:readOut'({ planId, callId }, context) {
    const { tx, version, helplineId, happenedAt, announce } = context;
    const call = await callFor(context, 'plan:readOut', callId);
    refuseUnless(call.planId === planId, 'conflict', 'This plan does not stand beside this call any more.');

    const readOut = { version, readOutAt: happenedAt };
    announce('plan:changed', await changePlan(tx, helplineId, planId, readOut));
  },

  async 'plan:notThem'({ callId }, context) {
    const { tx, version, announce } = context;
    const call = await callFor(context, 'plan:notThem', callId);

    if (call.planId !== null) announce('call:changed', await setPlan(tx, callId, version, null));
  },
};
