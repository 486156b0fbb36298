import { uuidv7 } from 'uuidv7';
import { mayAnswer, mayLower, signalAsSeenBy, type Signal, type signalCommands } from '#shared/signals';
import { refuseIfTaken, refuseUnless, refuseUnlessOnShift, type Context, type Handlers } from '../command.ts';
import { callById } from '../calls/queries.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { shiftById } from '../rota/queries.ts';
import {
  answerSignal,
  endLadder,
  insertRungs,
  insertSignal,
  lowerSignal,
  noteSeen,
  signalById,
} from './queries.ts';

const takenBack = 'This has been taken back.';

export const signalHandlers: Handlers<keyof typeof signalCommands> = {
  async 'signal:raise'({ signalId, kind, callId = null }, context) {
    const { actor, tx, version, helplineId, now, happenedAt, announce } = context;
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
      raisedAt: happenedAt,
      receivedAt: now,
    };
    announce(
      'signal:changed',
      await refuseIfTaken(
        insertSignal(tx, signal),
        'one_raised_signal_of_a_kind',
        'Your partner has been told this already.',
      ),
    );
    if (kind === 'support-now') await setUpLadder(context, signalId, shift.id);
  },

  async 'signal:answer'({ signalId, answer }, context) {
    const { actor, tx, version, now, announce } = context;
    const signal = await signalOnBoard(context, signalId);
    refuseUnless(mayAnswer(actor, signal), 'not-yours', 'This is for your partner to answer.');
    refuseUnless(signal.loweredAt === null, 'conflict', takenBack);
    await endLadder(tx, signalId, now);

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
    await endLadder(tx, signalId, now);

    announce('signal:changed', await lowerSignal(tx, signalId, { version, loweredAt: now }));
  },

  async 'signal:seen'({ signalId }, context) {
    const { actor, tx, version, now, announce } = context;
    const signal = await signalOnBoard(context, signalId);
    refuseUnless(
      mayAnswer(actor, signal),
      'not-yours',
      'Your own signal is seen when somebody else sees it.',
    );
    if (signal.seenBy.some(({ by }) => by === actor.id)) return;

    announce(
      'signal:changed',
      await noteSeen(tx, signalId, version, { by: actor.id, at: now.toISOString() }),
    );
  },
};

/** Not answered, it reaches the manager on call, then the next; any other manager stands in for one who is not named. */
async function setUpLadder({ tx, helplineId, now }: Context, signalId: string, shiftId: string) {
  const [shift, managers, { climbsAfterMinutes }] = await Promise.all([
    shiftById(tx, helplineId, shiftId),
    peopleWhoAre(tx, helplineId, 'manager'),
    helplineById(tx, helplineId),
  ]);
  const able = managers.filter((manager) => manager.suspendedAt === null).map((manager) => manager.id);
  const named = [shift?.managerId, shift?.nextManagerId].filter((id) => id && able.includes(id));
  const inTurn = [...new Set([...named, ...able])] as string[];
  const ladder = climbsAfterMinutes.flatMap((minutes, step) => {
    const managerId = inTurn[step];
    const dueAt = new Date(now.getTime() + minutes * 60_000);
    return managerId ? [{ id: uuidv7(), helplineId, signalId, managerId, dueAt }] : [];
  });
  await insertRungs(tx, ladder);
}

async function signalOnBoard({ actor, tx, helplineId }: Context, signalId: string): Promise<Signal> {
  const signal = await signalById(tx, helplineId, signalId);
  refuseUnless(signal && signalAsSeenBy(actor, signal), 'not-found');
  return signal;
}
