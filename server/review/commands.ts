import { mayReadCall } from '#shared/calls';
import {
  flagAsSeenBy,
  hasOpenQuestion,
  mayFlag,
  mayReview,
  mayWithdrawFlag,
  type Flag,
  type FlagStep,
  type reviewCommands,
} from '#shared/review';
import { refuseUnless, type Context, type Handlers } from '../command.ts';
import { callById, setFlagged } from '../calls/queries.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { flagById, insertFlag, standingFlagsOf, takeFlagStep } from './queries.ts';

export const reviewHandlers: Handlers<keyof typeof reviewCommands> = {
  async 'flag:raise'({ flagId, callId, reason, note }, { actor, tx, version, helplineId, now, announce }) {
    const call = await callById(tx, helplineId, callId);
    refuseUnless(call && mayReadCall(actor, call), 'not-found');
    refuseUnless(
      mayFlag(actor, call),
      'not-yours',
      'Only the two on the shift can flag its calls, until twelve hours after it.',
    );

    const flag = await insertFlag(tx, {
      id: flagId,
      helplineId,
      version,
      callId,
      shiftId: call.shiftId,
      reason,
      note,
      raisedBy: actor.id,
      raisedAt: now,
    });
    announce('flag:changed', flag);
    announce('call:changed', await setFlagged(tx, callId, version, true));
  },

  async 'flag:withdraw'({ flagId }, context) {
    const { actor, tx, version, helplineId, now, announce, rescope } = context;
    const flag = await flagInSight(context, flagId);
    refuseUnless(flag.raisedBy === actor.id, 'not-yours', 'Only the one who raised it can take this back.');
    refuseUnless(
      mayWithdrawFlag(actor, flag, now),
      'conflict',
      'A flag can be taken back for five minutes. Tell the supervisor what you want them to know.',
    );

    await announceStep(context, flag, { step: 'withdrawn' }, { state: 'withdrawn', note: '' });
    if ((await standingFlagsOf(tx, flag.callId)).length > 0) return;
    announce('call:changed', await setFlagged(tx, flag.callId, version, false));
    for (const supervisor of await peopleWhoAre(tx, helplineId, 'supervisor')) rescope(supervisor.id);
  },

  async 'flag:take'({ flagId }, context) {
    const flag = await flagToReview(context, flagId);
    refuseUnless(
      flag.state === 'waiting',
      'conflict',
      flag.takenBy === context.actor.id
        ? 'You have taken this already.'
        : 'Somebody else has taken this one.',
    );

    await announceStep(context, flag, { step: 'taken' }, { state: 'taken', takenBy: context.actor.id });
  },

  async 'flag:release'({ flagId }, context) {
    const flag = await flagTaken(context, flagId);
    await announceStep(context, flag, { step: 'released' }, { state: 'waiting', takenBy: null });
  },

  async 'flag:ask'({ flagId, question }, context) {
    const flag = await flagTaken(context, flagId);
    await announceStep(context, flag, { step: 'asked', words: question }, { state: 'taken' });
  },

  async 'flag:answer'({ flagId, answer }, context) {
    const flag = await flagInSight(context, flagId);
    refuseUnless(
      flag.raisedBy === context.actor.id,
      'not-yours',
      'The question is for the one who raised this flag.',
    );
    refuseUnless(hasOpenQuestion(flag), 'conflict', 'No question is open now.');

    await announceStep(context, flag, { step: 'answered', words: answer }, { state: flag.state });
  },

  async 'flag:close'({ flagId, learning }, context) {
    const flag = await flagTaken(context, flagId);
    await announceStep(context, flag, { step: 'closed', words: learning }, { state: 'closed', learning });
  },
};

async function announceStep(
  { actor, tx, version, now, announce }: Context,
  flag: Flag,
  step: Pick<FlagStep, 'step' | 'words'>,
  change: Parameters<typeof takeFlagStep>[4],
) {
  const line = { ...step, by: actor.id, at: now.toISOString() };
  announce('flag:changed', await takeFlagStep(tx, flag.id, line, version, change));
}

async function flagInSight({ actor, tx, helplineId }: Context, flagId: string): Promise<Flag> {
  const flag = await flagById(tx, helplineId, flagId);
  refuseUnless(flag && flagAsSeenBy(actor, flag), 'not-found');
  return flag;
}

async function flagToReview(context: Context, flagId: string): Promise<Flag> {
  const flag = await flagInSight(context, flagId);
  refuseUnless(mayReview(context.actor), 'not-yours', 'Reviewing a flag is for the supervisor.');
  refuseUnless(flag.state !== 'withdrawn', 'conflict', 'This flag has been taken back.');
  refuseUnless(flag.state !== 'closed', 'conflict', 'This review is closed already.');
  return flag;
}

async function flagTaken(context: Context, flagId: string): Promise<Flag> {
  const flag = await flagToReview(context, flagId);
  refuseUnless(flag.takenBy === context.actor.id, 'not-yours', 'Take this flag first.');
  return flag;
}
