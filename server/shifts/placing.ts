import type { PlaceNumber, Shift } from '#shared/shifts';
import { refuseIfTaken, type Change } from '../platform/live/commands/command.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { touchShift } from './audience-queries.ts';
import { setPlace } from './queries.ts';

/** Effects of a change of the rota on other nouns, in the same transaction. */
export type ShiftReactions = {
  /** A person has lost their place in this shift. */
  placeLost: (change: Change, shiftId: string, personId: string) => Promise<void>;
  /** Who has the places of some shift has changed, or whether it takes place: ends what was asked about it. */
  placesChanged: (change: Change) => Promise<void>;
  /** These shifts begin at another time: ends what people said of the one before. */
  shiftsMoved: (change: Change, shiftIds: string[]) => Promise<void>;
  /** When these people are at meetings with callers within this time, with the way there and back. */
  meetingSpans: (
    db: Db | Tx,
    personIds: string[],
    within: { from: Date; to: Date },
  ) => Promise<{ personId: string; startsAt: string; endsAt: string }[]>;
};

type Placing = { shift: Shift; place: PlaceNumber; personId: string | null };

const holderOf = ({ places }: Shift, place: PlaceNumber): string | null =>
  places.find((taken) => taken.place === place)?.personId ?? null;

/**
 * Gives a place to a person, or empties it for null, and announces the shift. Whoever had it has lost it. Refuses `conflict` if they
 * have the other place. Tells nobody, and checks no other rule.
 */
export async function putInPlace(
  change: Change,
  { shift, place, personId }: Placing,
  { placeLost, placesChanged }: ShiftReactions,
): Promise<void> {
  const { tx, version, helplineId, now, announce, resync } = change;
  const before = holderOf(shift, place);
  await refuseIfTaken(
    setPlace(tx, { helplineId, shiftId: shift.id, place, personId, placedAt: now }),
    'one_place_per_person',
    'They already have the other place in this shift. A pair is two people.',
  );
  if (before !== null && before !== personId) await placeLost(change, shift.id, before);
  announce('shift:changed', await touchShift(tx, helplineId, shift.id, version, shift));
  for (const id of [before, personId]) if (id !== null) resync(id);
  if (before !== personId) await placesChanged(change);
}
