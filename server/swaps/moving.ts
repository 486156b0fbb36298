import { placeNumbers, type Shift } from '#shared/shifts';
import type { Swap } from '#shared/swaps';
import { refuseUnless, type Change } from '../platform/live/commands/command.ts';
import { putInPlace, type ShiftReactions } from '../shifts/placing.ts';

type Move = { shift: Shift; from: string | null; to: string };

/** One person gives their place in a shift to another; from null, the empty place is taken. Refuses `conflict` if it is not there. */
async function move(change: Change, { shift, from, to }: Move, reactions: ShiftReactions): Promise<void> {
  const place =
    from === null
      ? placeNumbers.find((number) => !shift.places.some((taken) => taken.place === number))
      : shift.places.find(({ personId }) => personId === from)?.place;
  refuseUnless(place, 'conflict', 'Thank you, it has been taken.');
  await putInPlace(change, { shift, place, personId: to }, reactions);
}

type Two = Pick<Swap, 'askedBy'> & { takenBy: string };
type Of = { shift: Shift; taking: Shift | null };

/** The one who said yes takes the place, and the asker theirs in exchange. The row has to say so before. */
export async function exchange(
  change: Change,
  { askedBy, takenBy }: Two,
  { shift, taking }: Of,
  reactions: ShiftReactions,
) {
  await move(change, { shift, from: askedBy, to: takenBy }, reactions);
  if (taking && askedBy) await move(change, { shift: taking, from: takenBy, to: askedBy }, reactions);
}

/** The way back. The place of a gap becomes empty again. */
export async function exchangeBack(
  change: Change,
  { askedBy, takenBy }: Two,
  { shift, taking }: Of,
  reactions: ShiftReactions,
) {
  const place = shift.places.find(({ personId }) => personId === takenBy)?.place;
  refuseUnless(place, 'conflict', changedMeanwhile);
  await putInPlace(change, { shift, place, personId: askedBy }, reactions);
  if (!taking || !askedBy) return;
  refuseUnless(
    taking.places.some(({ personId }) => personId === askedBy),
    'conflict',
    changedMeanwhile,
  );
  await move(change, { shift: taking, from: askedBy, to: takenBy }, reactions);
}

export const changedMeanwhile =
  'The rota has changed meanwhile, so this cannot be taken back. Ask a manager.';
