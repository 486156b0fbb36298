import { access } from '#shared/access';
import {
  hasOpenQuestion,
  mayCloseFlag,
  mayWithdrawFlag,
  type Flag,
  type FlagStep,
  type flagCommands,
} from '#shared/flags';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { callById, setFlagged } from '../calls/queries.ts';
import { refuseUnknownWords } from '../lists/known-words.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { cancelNotifications } from '../notifications/cancel-queries.ts';
import { notify } from '../notifications/notify.ts';
import { askFollowUps } from './follow-ups.ts';
import { emptyFlag, flagById, insertFlag, standingFlagsOf, takeFlagStep, touchFlag } from './queries.ts';

export const flagHandlers: Handlers<keyof typeof flagCommands> = {
  async 'flag:raise'({ flagId, callId, reason, note, askMeFirst }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const call = permit(context, access['flag:raise'], await callById(tx, helplineId, callId));
    await refuseUnknownWords(context, { flagReasons: [reason] });

    const flag = await insertFlag(tx, {
      id: flagId,
      helplineId,
      version,
      callId,
      shiftId: call.shiftId,
      reason,
      note,
      askMeFirst,
      raisedBy: actor.id,
      raisedAt: now,
    });
    announce('flag:changed', flag);
    announce('call:changed', await setFlagged(tx, callId, version, true));
    const others = (await peopleWhoAre(tx, helplineId, 'supervisor')).filter(({ id }) => id !== actor.id);
    await notify(context, { to: others.map(({ id }) => id), kind: 'flag', path: `/reviews/${flagId}` });
  },

  async 'flag:withdraw'({ flagId }, context) {
    const { actor, tx, version, helplineId, now, announce, resync } = context;
    const flag = await flagFor(context, 'flag:withdraw', flagId);
    refuseUnless(
      mayWithdrawFlag(actor, flag, now),
      'conflict',
      'A flag can be taken back for five minutes. Tell the supervisor what you want them to know.',
    );

    announce('flag:changed', await emptyFlag(tx, flagId, version));
    await cancelNotifications(context, `/reviews/${flagId}`);
    await recordAudit(context, 'flag-withdrawn', flag.callId);
    if ((await standingFlagsOf(tx, flag.callId)).length > 0) return;
    announce('call:changed', await setFlagged(tx, flag.callId, version, false));
    for (const supervisor of await peopleWhoAre(tx, helplineId, 'supervisor')) resync(supervisor.id);
  },

  async 'flag:take'({ flagId }, context) {
    const flag = await flagToReview(context, 'flag:take', flagId);
    refuseUnless(
      flag.state === 'waiting',
      'conflict',
      flag.assignedTo === context.actor.id
        ? 'You have taken this already.'
        : 'Somebody else has taken this one.',
    );

    const taken = { state: 'taken', assignedTo: context.actor.id, touchedAt: context.now } as const;
    await announceStep(context, flag, { step: 'taken' }, taken);
  },

  async 'flag:keep'({ flagId }, context) {
    const flag = await flagTaken(context, 'flag:keep', flagId);
    await touchFlag(context.tx, flag.id, context.now);
  },

  async 'flag:release'({ flagId }, context) {
    const flag = await flagTaken(context, 'flag:release', flagId);
    const released = { state: 'waiting', assignedTo: null, touchedAt: null } as const;
    await announceStep(context, flag, { step: 'released' }, released);
  },

  async 'flag:ask'({ flagId, question }, context) {
    const flag = await flagTaken(context, 'flag:ask', flagId);
    const asked = { state: 'taken', touchedAt: context.now } as const;
    await announceStep(context, flag, { step: 'asked', words: question }, asked);
    await notify(context, { to: [flag.raisedBy], kind: 'flag-step', path: '/asked' });
  },

  async 'flag:answer'({ flagId, answer }, context) {
    const flag = await flagFor(context, 'flag:answer', flagId);
    refuseUnless(hasOpenQuestion(flag), 'conflict', 'No question is open now.');

    await announceStep(context, flag, { step: 'answered', words: answer }, { state: flag.state });
    const asker = flag.assignedTo ?? flag.steps.findLast(({ step }) => step === 'asked')!.by;
    await notify(context, { to: [asker], kind: 'flag-step', path: `/reviews/${flagId}` });
  },

  async 'flag:close'({ flagId, learning, theme, followUp, manualChange }, context) {
    const flag = await flagTaken(context, 'flag:close', flagId);
    refuseUnless(
      mayCloseFlag(flag),
      'conflict',
      'The person who raised this wants to be asked before you decide. Ask them a question first.',
    );

    const closed = {
      state: 'closed',
      learning,
      theme: theme?.trim() ?? null,
      closedAt: context.now,
    } as const;
    await announceStep(context, flag, { step: 'closed', words: learning }, closed);
    await askFollowUps(context, { review: followUp, manual: manualChange }, flag.raisedBy);
    await notify(context, { to: [flag.raisedBy], kind: 'flag-step', path: '/asked' });
  },
};

async function announceStep(
  { actor, tx, helplineId, version, now, announce }: Context,
  flag: Flag,
  step: Pick<FlagStep, 'step' | 'words'>,
  change: Parameters<typeof takeFlagStep>[5],
) {
  const line = { ...step, by: actor.id, at: now.toISOString() };
  announce('flag:changed', await takeFlagStep(tx, flag.id, helplineId, line, version, change));
}

type FlagCommand = `flag:${'withdraw' | 'answer' | 'take' | 'keep' | 'release' | 'ask' | 'close'}`;

async function flagFor(context: Context, command: FlagCommand, flagId: string): Promise<Flag> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await flagById(tx, helplineId, flagId));
}

async function flagToReview(context: Context, command: FlagCommand, flagId: string): Promise<Flag> {
  const flag = await flagFor(context, command, flagId);
  refuseUnless(flag.state !== 'withdrawn', 'conflict', 'This flag has been taken back.');
  refuseUnless(flag.state !== 'closed', 'conflict', 'This review is closed already.');
  return flag;
}

async function flagTaken(context: Context, command: FlagCommand, flagId: string): Promise<Flag> {
  const flag = await flagToReview(context, command, flagId);
  refuseUnless(flag.assignedTo === context.actor.id, 'not-yours', 'Take this flag first.');
  return flag;
}
