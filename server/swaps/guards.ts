import { access } from '#shared/access';
import { isPlanned, type Shift } from '#shared/shifts';
import { isUnderWay, type Swap } from '#shared/swaps';
import { whyNot } from '#shared/who-could';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { placeAfterInduction } from '../shifts/induction.ts';
import { swapById } from './queries.ts';
import type { Roster } from './roster.ts';

type OfOne = `swap:${'answer' | 'withdraw' | 'undo' | 'allow' | 'refuse'}`;

export async function swapFor(context: Context, command: OfOne, id: string): Promise<Swap> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await swapById(tx, helplineId, id));
}

/** The shift of the request, and the one given in exchange; null for none. */
export async function shiftsOf(
  { tx, helplineId }: Pick<Context, 'tx' | 'helplineId'>,
  { shiftId }: Pick<Swap, 'shiftId'>,
  takingShiftId: string | null,
): Promise<{ shift: Shift; taking: Shift | null }> {
  const found = await shiftsByIds(tx, helplineId, takingShiftId ? [shiftId, takingShiftId] : [shiftId]);
  const shift = found.find(({ id }) => id === shiftId);
  refuseUnless(shift && isPlanned(shift), 'conflict', 'This shift is not in the rota any more.');
  return { shift, taking: found.find(({ id }) => id === takingShiftId) ?? null };
}

export const startHasCome = ({ startsAt }: Pick<Shift, 'startsAt'>, now: Date) =>
  Date.parse(startsAt) <= now.getTime();

/** Refuses `conflict` with thanks to whoever answers too late. */
export function refuseUnlessOpen(swap: Swap): void {
  if (swap.state === 'open') return;
  const isTaken = isUnderWay(swap) || swap.state === 'done' || swap.state === 'undone';
  refuseUnless(
    false,
    'conflict',
    isTaken ? 'Thank you, it has been taken.' : 'Thank you. Nobody is looked for any more.',
  );
}

/**
 * Whether a person who says so can come to the shift in place of another of theirs. Refuses `conflict` where they are on a shift then;
 * their own days away they may overrule. Returns whether the rest rule is broken.
 */
export function refuseUnlessFree(
  { candidates, restHours, toFill }: Roster,
  shift: Shift,
  personId: string,
  { without, words }: { without: string | null; words: string },
): { breaksRest: boolean } {
  const found = candidates.find(({ id }) => id === personId);
  refuseUnless(found, 'conflict', words);
  const shifts = found.shifts.filter(({ id }) => id !== without);
  const why = whyNot(toFill(shift), { ...found, shifts, absences: [] }, restHours);
  refuseUnless(why !== 'induction', 'conflict', placeAfterInduction);
  refuseUnless(why === null || why === 'rest', 'conflict', words);
  return { breaksRest: why === 'rest' };
}
