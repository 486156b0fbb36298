import { holdsPlaceIn } from '#shared/people';
import { mayAnswer, mayLower, type Signal, type signalCommands } from '#shared/signals';
import { refuseIfTaken, refuseUnless, refuseUnlessOnShift, type Context, type Handlers } from '../command.ts';
import { callById } from '../calls/queries.ts';
import { answerSignal, insertSignal, lowerSignal, signalById } from './queries.ts';

const takenBack = 'This has been taken back.';

export const signalHandlers: Handlers<keyof typeof signalCommands> = {
  async 'signal:raise'({ signalId, kind, callId = null }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const shift = refuseUnlessOnShift(context);
    if (callId !== null) {
      const call = await callById(tx, helplineId, callId);
      refuseUnless(call?.shiftId === shift.id, 'not-found', 'The call this is about is not in this shift.');
    }

    const signal = {
      id: signalId,
      helplineId,
      version,
      shiftId: shift.id,
      kind,
      callId,
      raisedBy: actor.id,
      raisedAt: now,
    };
    announce(
      'signal:changed',
      await refuseIfTaken(
        insertSignal(tx, signal),
        'one_raised_signal_of_a_kind',
        'Your partner has been told this already.',
      ),
    );
  },

  async 'signal:answer'({ signalId, answer }, context) {
    const { actor, tx, version, now, announce } = context;
    const signal = await signalOnBoard(context, signalId);
    refuseUnless(mayAnswer(actor, signal), 'not-yours', 'This is for your partner to answer.');
    refuseUnless(signal.loweredAt === null, 'conflict', takenBack);

    announce(
      'signal:changed',
      await answerSignal(tx, signalId, { version, answer, answeredBy: actor.id, answeredAt: now }),
    );
  },

  async 'signal:lower'({ signalId }, context) {
    const { actor, tx, version, now, announce } = context;
    const signal = await signalOnBoard(context, signalId);
    refuseUnless(mayLower(actor, signal), 'not-yours', 'Only the one who asked can take this back.');
    refuseUnless(signal.loweredAt === null, 'conflict', takenBack);

    announce('signal:changed', await lowerSignal(tx, signalId, { version, loweredAt: now }));
  },
};

async function signalOnBoard({ actor, tx, helplineId }: Context, signalId: string): Promise<Signal> {
  const signal = await signalById(tx, helplineId, signalId);
  refuseUnless(signal && holdsPlaceIn(actor, signal.shiftId), 'not-found');
  return signal;
}
