import { access } from '#shared/access';
import type { planCommands } from '#shared/plan-commands';
import { lastReviewDay, type Plan } from '#shared/plans';
import { refuseIfTaken, refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { callPlanHandlers } from './beside-call.ts';
import {
  planFor,
  refuseIfNameTaken,
  refuseUnlessOn,
  refuseUnlessSupporterAmong,
  refuseUnlessTalked,
} from './guards.ts';
import { changePlan, insertPlan, noDraft, planById, textColumn } from './queries.ts';
import { askForSecond, stopAskingIfNothingWaits } from './notifications.ts';

const over = 'This plan has ended.';

export const planHandlers: Handlers<keyof typeof planCommands> = {
  ...callPlanHandlers,

  async 'plan:draft'({ planId, knownAs, texts, basedOn }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['plan:draft']);
    await refuseUnlessOn(context);
    const before = await planById(tx, helplineId, planId);
    refuseIfOvertaken(before, basedOn);
    refuseUnless(before?.state !== 'ended', 'conflict', over);
    await refuseIfNameTaken(context, planId, knownAs);

    const draft = { draftKnownAs: knownAs, draftText: textColumn(texts), draftBy: actor.id, draftAt: now };
    const begun = { id: planId, helplineId, version, state: 'draft' as const, ...draft };
    const plan = before
      ? await changePlan(tx, helplineId, planId, { version, ...draft })
      : await refuseIfTaken(insertPlan(tx, begun), 'plans_pkey', 'Somebody has begun this plan already.');
    announce('plan:changed', plan);
    await askForSecond(context);
  },

  async 'plan:discard'({ planId }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const plan = await planFor(context, 'plan:discard', planId);
    refuseUnless(plan.draft, 'conflict', 'There is no draft of this plan any more.');

    const ended = { state: 'ended', endedAt: now, endedBy: actor.id, ending: 'no-longer-needed' } as const;
    const gone = plan.state === 'draft' ? ended : {};
    announce('plan:changed', await changePlan(tx, helplineId, planId, { version, ...noDraft, ...gone }));
    await stopAskingIfNothingWaits(context);
  },

  async 'plan:agree'({ planId, basedOn, agreedOn, how, knownAs, word = null }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    const plan = await planFor(context, 'plan:agree', planId);
    const today = await refuseUnlessOn(context);
    refuseIfOvertaken(plan, basedOn);
    const { draft } = plan;
    refuseUnless(draft, 'conflict', 'There is no draft of this plan to agree to.');
    refuseUnlessTalked(agreedOn, today);
    await refuseUnlessSupporterAmong(context, [draft.by, actor.id]);
    await refuseIfNameTaken(context, planId, knownAs);

    const agreed = {
      ...{ version, state: 'agreed' as const, knownAs, word, agreedText: textColumn(draft.texts) },
      ...{ agreedOn, how, madeBy: [draft.by, actor.id], ...noDraft },
      ...{ reviewBy: lastReviewDay(agreedOn), remindedAt: null },
    };
    announce('plan:changed', await changePlan(tx, helplineId, planId, agreed));
    await stopAskingIfNothingWaits(context);
  },

  async 'plan:review'({ planId, agreedOn, how, reviewBy }, context) {
    const { tx, version, helplineId, announce } = context;
    const plan = await planFor(context, 'plan:review', planId);
    const today = await refuseUnlessOn(context);
    refuseUnless(
      plan.state === 'agreed',
      'conflict',
      plan.state === 'ended' ? over : 'Nobody has agreed to this yet.',
    );
    refuseUnlessTalked(agreedOn, today);
    refuseUnless(reviewBy > today, 'conflict', 'The next day has to be after today.');
    refuseUnless(
      reviewBy <= lastReviewDay(agreedOn),
      'conflict',
      'The next day can be three months after the talk at most.',
    );

    const looked = { version, agreedOn, how, reviewBy, remindedAt: null };
    announce('plan:changed', await changePlan(tx, helplineId, planId, looked));
  },

  async 'plan:end'({ planId, because }, context) {
    const plan = await planFor(context, 'plan:end', planId);
    refuseUnless(plan.state !== 'ended', 'conflict', 'This plan has ended already.');

    const { actor, tx, version, helplineId, now, announce } = context;
    const ended = { state: 'ended', endedAt: now, endedBy: actor.id, ending: because } as const;
    announce('plan:changed', await changePlan(tx, helplineId, planId, { version, ...noDraft, ...ended }));
    await stopAskingIfNothingWaits(context);
  },
};

function refuseIfOvertaken(plan: Plan | null, basedOn: number): void {
  refuseUnless(
    (plan?.version ?? 0) === basedOn,
    'conflict',
    'Somebody else has changed this plan meanwhile. Your words are still here: look at both, and choose.',
  );
}
