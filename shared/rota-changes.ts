import type { PatternFrom } from './patterns.ts';
import type { PlaceNumber, ShiftState } from './shifts.ts';

/** What a change of the rota did. */
export type RotaChangeKind = 'added' | 'moved' | 'cancelled' | 'pattern' | 'copied';

/** Minutes in which a change of the rota can be undone. */
export const rotaUndoMinutes = 15;

/** A shift before a change, with the digest of what it was after it: an undo is refused once it is something else. */
export type ShiftBefore = {
  id: string;
  startsAt: string;
  endsAt: string;
  state: ShiftState;
  words: string | null;
  places: { place: PlaceNumber; personId: string; placedAt: string }[];
  after: string;
};
/** The patterns before a change that began on the day `from`, and the digest of the patterns after it. */
export type PatternBefore = { from: string; changes: PatternFrom[]; after: string };
/** What was there before a change. */
export type RotaBefore = { shifts: ShiftBefore[]; pattern?: PatternBefore };

/** A change that can still be undone, as managers read it. `until` is ISO 8601; `shiftId` is null if it is about several shifts. */
export type UndoableChange = {
  id: string;
  kind: RotaChangeKind;
  by: string;
  at: string;
  until: string;
  shiftId: string | null;
};
