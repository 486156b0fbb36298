import type { Shift } from '#shared/shifts';
import { mayUndoSwap, soonHours, type Swap, type swapCommands, type SwapNeed } from '#shared/swaps';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import type { ShiftReactions } from '../shifts/placing.ts';
import { tellManagers } from '../shifts/tell-managers.ts';
import { refuseUnlessFree, refuseUnlessOpen, shiftsOf, startHasCome, swapFor } from './guards.ts';
import { changedMeanwhile, exchange, exchangeBack } from './moving.ts';
import { changeSwap, setAnswer, swapById } from './queries.ts';
import { meetsDuring, meetsThenToo } from '../meetings/beside-shifts.ts';
import { rosterFor } from './roster.ts';
import { tellExchanged, tellUndone } from './notifications.ts';

type Answers = Extract<keyof typeof swapCommands, `swap:${'answer' | 'undo'}`>;

export const answeringHandlers = (reactions: ShiftReactions): Handlers<Answers> => ({
  async 'swap:answer'({ swapId, answer, takingShiftId = null }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const swap = await swapFor(context, 'swap:answer', swapId);
    refuseUnlessOpen(swap);
    await setAnswer(tx, swapId, actor.id, answer);
    if (answer === 'no') return sayNo(context, (await swapById(tx, helplineId, swapId))!);

    const { shift, taking } = await shiftsOf(context, swap, takingShiftId);
    refuseUnless(!startHasCome(shift, now), 'conflict', 'Thank you. This shift has begun.');
    refuseUnlessOffered(swap, taking, context);
    const needs = await needsOf(context, swap, { shift, taking });
    const given = { takingShiftId: taking?.id ?? null, needs };
    const taken = { version, takenBy: actor.id, takenAt: now, nextAskAt: null, ...given };
    if (needs.length > 0) {
      announce('swap:changed', await changeSwap(tx, swapId, { ...taken, state: 'needs-manager' }));
      const except = [swap.askedBy, actor.id];
      return tellManagers(context, [{ shift: sooner(shift, taking), except }], 'managers-needed');
    }
    await changeSwap(tx, swapId, { ...taken, state: 'done', overAt: now });
    await exchange(context, { ...swap, takenBy: actor.id }, { shift, taking }, reactions);
    announce('swap:changed', (await swapById(tx, helplineId, swapId))!);
    await tellExchanged(context, { ...swap, takenBy: actor.id }, { shift, taking });
    await recordAudit(
      context,
      swap.askedBy ? 'place-taken-over' : 'placed-in-shift',
      swap.askedBy ?? actor.id,
    );
  },

  async 'swap:undo'({ swapId }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const swap = await swapFor(context, 'swap:undo', swapId);
    refuseUnless(
      mayUndoSwap(actor, swap, now.getTime()),
      'conflict',
      'This can be taken back for fifteen minutes only. Press “I cannot come”, or ask a manager.',
    );
    const { shift, taking } = await shiftsOf(context, swap, swap.takingShiftId);
    refuseUnless(!startHasCome(shift, now), 'conflict', 'This shift has begun. Ring the manager on call.');
    refuseUnless(
      !taking || !startHasCome(taking, now),
      'conflict',
      'The shift given in exchange has begun, so this cannot be taken back. Ring the manager on call.',
    );
    const takenBy = swap.takenBy!;

    await changeSwap(tx, swapId, { version, state: 'undone', overAt: now, nextAskAt: null });
    if (swap.state === 'done') await refuseUnlessBackIsFree(context, { ...swap, takenBy }, { shift, taking });
    if (swap.state === 'done')
      await exchangeBack(context, { ...swap, takenBy }, { shift, taking }, reactions);
    announce('swap:changed', (await swapById(tx, helplineId, swapId))!);
    await tellUndone(context, swap, { shift, taking });
    const other = actor.id === takenBy ? (swap.askedBy ?? takenBy) : takenBy;
    await recordAudit(context, 'place-given-back', other);
    if (swap.askedBy === null) await tellManagers(context, [{ shift }]);
  },
});

/** Of the shift and the one given in exchange, the one that begins first. */
const sooner = (shift: Shift, taking: Shift | null): Shift =>
  taking && taking.startsAt < shift.startsAt ? taking : shift;

/** Refuses `conflict` where one of the two has been given a shift meanwhile that overlaps the one they get back. */
async function refuseUnlessBackIsFree(
  context: Context,
  { askedBy, takenBy }: Pick<Swap, 'askedBy'> & { takenBy: string },
  { shift, taking }: { shift: Shift; taking: Shift | null },
): Promise<void> {
  const roster = await rosterFor(context, taking ? [shift, taking] : [shift]);
  const words = changedMeanwhile;
  if (askedBy) refuseUnlessFree(roster, shift, askedBy, { without: taking?.id ?? null, words });
  if (taking) refuseUnlessFree(roster, taking, takenBy, { without: shift.id, words });
}

/** Nobody reads it. Once everybody who was asked has said so, the next are asked at the next look. */
async function sayNo({ tx, version, now, announce }: Context, swap: Swap): Promise<void> {
  const everybody = (swap.audience?.asked ?? []).every(({ answer }) => answer === 'no');
  const next = everybody ? { nextAskAt: now } : {};
  announce('swap:changed', await changeSwap(tx, swap.id, { version, ...next }));
}

/** A yes to a swap names one of the shifts that the asker could take, in which the sender has a place. */
function refuseUnlessOffered(swap: Swap, taking: Shift | null, { actor, now }: Context): void {
  if (swap.kind !== 'swap') return refuseUnless(taking === null, 'malformed');
  const isOffered =
    taking !== null &&
    swap.forShiftIds.includes(taking.id) &&
    taking.places.some(({ personId }) => personId === actor.id) &&
    !startHasCome(taking, now);
  refuseUnless(
    isOffered,
    'conflict',
    'Choose which of your shifts they take. It has to be one that they could.',
  );
}

/** Why this yes takes a manager’s word. Refuses `conflict` where one of the two is on another shift then. */
async function needsOf(
  context: Context,
  swap: Swap,
  { shift, taking }: { shift: Shift; taking: Shift | null },
): Promise<SwapNeed[]> {
  const roster = await rosterFor(context, taking ? [shift, taking] : [shift]);
  refuseUnless(!(await meetsDuring(context.tx, context.actor.id, shift)), 'conflict', meetsThenToo);
  const mine = refuseUnlessFree(roster, shift, context.actor.id, {
    without: taking?.id ?? null,
    words: 'You have a place in a shift at that time. Nothing has changed.',
  });
  const theirs =
    taking &&
    refuseUnlessFree(roster, taking, swap.askedBy!, {
      without: shift.id,
      words: 'They cannot take that shift any more. Choose another one.',
    });
  const isSoon = Date.parse(sooner(shift, taking).startsAt) - context.now.getTime() < soonHours * 3_600_000;
  return [
    ...(mine.breaksRest || theirs?.breaksRest ? (['rest'] as const) : []),
    ...(isSoon && swap.askedBy !== null ? (['soon'] as const) : []),
  ];
}
