import { access } from '#shared/access';
import { goneSince } from '#shared/presence';
import { isStillFresh, type Signal, type signalCommands } from '#shared/signals';
import {
  refuseIfTaken,
  refuseUnless,
  type Context,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { permitWhileOn } from '../shifts/guards.ts';
import { isOfShift, refuseUnlessOfShift } from '../calls/of-shift.ts';
import { presencesIn } from '../presence/queries.ts';
import { giveAnswer } from './answering.ts';
import { beginEscalation, endEscalation } from './escalation.ts';
import { insertSignal, lowerSignal, noteSeen, signalById, standingSupport } from './queries.ts';

const takenBack = 'This has been taken back.';

export const signalHandlers: Handlers<keyof typeof signalCommands> = {
  async 'signal:raise'({ signalId, kind, callId: said = null }, context) {
    const { actor, tx, version, helplineId, now, happenedAt, announce } = context;
    const isAlarm = kind === 'support-now';
    const shift = permitWhileOn(context, access['signal:raise'], isAlarm ? happenedAt : now);
    if (said !== null && !isAlarm) await refuseUnlessOfShift(context, said);
    // A request for support also goes out where the start of its call was refused: without the call.
    const callId = said !== null && isAlarm && !(await isOfShift(context, said)) ? null : said;

    if (isAlarm) await lowerOneAnswered(context, shift.id);
    const signal = {
      id: signalId,
      helplineId,
      version,
      shiftId: shift.id,
      kind,
      callId,
      raisedBy: actor.id,
      raisedAt: happenedAt,
      receivedAt: now,
    };
    const raised = await refuseIfTaken(
      insertSignal(tx, signal),
      'one_raised_signal_of_a_kind',
      'Your partner has been told this already.',
    );
    announce('signal:changed', raised);
    if (!isAlarm) return;
    await beginEscalation(context, raised, (await partnerIsThere(context, shift.id)) ? 'usual' : 0);
  },

  async 'signal:answer'({ signalId, answer }, context) {
    const { actor } = context;
    const signal = await signalOnBoard(context, 'signal:answer', signalId);
    refuseUnless(signal.loweredAt === null, 'conflict', takenBack);
    refuseUnless(
      answer !== 'cannot' || signal.kind === 'support-now',
      'conflict',
      'This can wait, so nobody else is asked.',
    );

    await giveAnswer(context, signal, { by: actor.id, answer });
  },

  async 'signal:lower'({ signalId }, context) {
    const { tx, version, now, announce } = context;
    const signal = await signalOnBoard(context, 'signal:lower', signalId);
    refuseUnless(signal.loweredAt === null, 'conflict', takenBack);
    await endEscalation(context, signal);

    announce('signal:changed', await lowerSignal(tx, signalId, { version, loweredAt: now }));
  },

  async 'signal:seen'({ signalId }, context) {
    const { actor, tx, version, now, announce } = context;
    const signal = await signalOnBoard(context, 'signal:seen', signalId);
    if (signal.seenBy.some(({ by }) => by === actor.id)) return;

    announce(
      'signal:changed',
      await noteSeen(tx, signalId, version, { by: actor.id, at: now.toISOString() }),
    );
  },
};

/** Lowers the actor's request for support to which somebody came a while before this one was pressed, so that this one is heard. */
async function lowerOneAnswered(context: Context, shiftId: string): Promise<void> {
  const { actor, tx, version, now, happenedAt, announce } = context;
  const earlier = await standingSupport(tx, shiftId, actor.id);
  if (!earlier || isStillFresh(earlier, happenedAt.getTime())) return;
  await endEscalation(context, earlier);
  announce('signal:changed', await lowerSignal(tx, earlier.id, { version, loweredAt: now }));
}

/** Whether the actor's shift partner would have it on their screen. */
async function partnerIsThere({ actor, tx, now }: Context, shiftId: string): Promise<boolean> {
  const presences = await presencesIn(tx, shiftId);
  return presences.some((one) => one.personId !== actor.id && goneSince(one, now.getTime()) === null);
}

async function signalOnBoard(
  context: Context,
  command: 'signal:answer' | 'signal:lower' | 'signal:seen',
  signalId: string,
): Promise<Signal> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await signalById(tx, helplineId, signalId));
}
