import { isUnderWay, type Swap, type swapCommands } from '#shared/swaps';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import type { ShiftReactions } from '../shifts/placing.ts';
import { refuseUnlessFree, shiftsOf, startHasCome, swapFor } from './guards.ts';
import { exchange } from './moving.ts';
import { changeSwap, swapById } from './queries.ts';
import { rosterFor } from './roster.ts';
import { tellExchanged, tellLapsed, tellRefused } from './notifications.ts';

type Settles = Extract<keyof typeof swapCommands, `swap:${'withdraw' | 'allow' | 'refuse'}`>;

export const settlingHandlers = (reactions: ShiftReactions): Handlers<Settles> => ({
  async 'swap:withdraw'({ swapId }, context) {
    const { actor, tx, version, now, announce } = context;
    const swap = await swapFor(context, 'swap:withdraw', swapId);
    refuseUnless(
      isUnderWay(swap),
      'conflict',
      'This has been settled already. What has become of it stands at the shift.',
    );

    const change = { version, state: 'withdrawn', overAt: now, nextAskAt: null } as const;
    announce('swap:changed', await changeSwap(tx, swapId, change));
    if (swap.takenBy === null) return;
    const { shift } = await shiftsOf(context, swap, null);
    await tellLapsed(context, shift, [swap.takenBy], actor.id);
  },

  async 'swap:allow'({ swapId }, context) {
    const { tx, version, helplineId, now, announce, actor } = context;
    const swap = await swapToSettle(context, 'swap:allow', swapId);
    const takenBy = swap.takenBy!;
    const { shift, taking } = await shiftsOf(context, swap, swap.takingShiftId);
    refuseUnless(!startHasCome(shift, now), 'conflict', 'This shift has begun. Ring the two.');
    refuseUnless(
      !taking || !startHasCome(taking, now),
      'conflict',
      'The shift given in exchange has begun. Say no, and change the rota yourself.',
    );
    const roster = await rosterFor(context, taking ? [shift, taking] : [shift]);
    const words =
      'One of the two is on another shift then, or at a meeting with a caller. Say no, or change the rota yourself.';
    refuseUnlessFree(roster, shift, takenBy, { without: taking?.id ?? null, words });
    if (taking) refuseUnlessFree(roster, taking, swap.askedBy!, { without: shift.id, words });

    await changeSwap(tx, swapId, { version, state: 'done', settledBy: actor.id, overAt: now });
    await exchange(context, { ...swap, takenBy }, { shift, taking }, reactions);
    announce('swap:changed', (await swapById(tx, helplineId, swapId))!);
    await tellExchanged(context, swap, { shift, taking });
    await recordAudit(context, 'swap-allowed', swap.askedBy ?? takenBy);
  },

  async 'swap:refuse'({ swapId, words }, context) {
    const { actor, tx, version, now, announce } = context;
    const swap = await swapToSettle(context, 'swap:refuse', swapId);
    const { shift } = await shiftsOf(context, swap, null);

    const change = { version, state: 'refused', settledBy: actor.id, overAt: now } as const;
    announce('swap:changed', await changeSwap(tx, swapId, change));
    await tellRefused(context, swap, shift, words ?? null);
    await recordAudit(context, 'swap-refused', (swap.askedBy ?? swap.takenBy)!);
  },
});

async function swapToSettle(
  context: Context,
  command: 'swap:allow' | 'swap:refuse',
  swapId: string,
): Promise<Swap> {
  const swap = await swapFor(context, command, swapId);
  refuseUnless(
    swap.state === 'needs-manager',
    'conflict',
    'This does not wait for a manager any more. Have a look at what became of it.',
  );
  return swap;
}
