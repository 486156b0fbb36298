import * as v from 'valibot';
import type { Shift } from './shifts.ts';
import { isA, type Viewer } from './viewer.ts';
import { id, writtenText, type Row } from './shapes.ts';

/** `cover`: somebody comes in the asker’s place. `swap`: and the asker in one of theirs. `gap`: asked by the rota for an empty place. */
export type SwapKind = 'cover' | 'swap' | 'gap';
/**
 * `open`: the place is the asker’s, and those asked can answer. `needs-manager`: somebody said yes, and the place is still the asker’s.
 * `lapsed`: the shift began, or changed meanwhile. `over`: what those see of it whom it no longer concerns.
 */
export type SwapState =
  'open' | 'needs-manager' | 'done' | 'refused' | 'withdrawn' | 'lapsed' | 'undone' | 'over';
/** Why a yes takes a manager’s word: a rest that is too short, or less than `soonHours` before the shift. */
export type SwapNeed = 'rest' | 'soon';

/** One request for somebody to come. Says nothing of who said no. */
export type Swap = Row & {
  shiftId: string;
  kind: SwapKind;
  state: SwapState;
  /** Null for a gap, and for viewers whom it does not concern. */
  askedBy: string | null;
  askedByName: string | null;
  /** The one person who was asked; null for everyone who could. */
  toName: string | null;
  /** Shifts of others that the asker could take in exchange. */
  forShiftIds: string[];
  /** Everybody who could come has been asked and nobody can. */
  nobodyLeft: boolean;
  /** Everybody who could come has been asked, and not all of them have answered. False for a gap, of which the managers are told on its days. */
  everybodyAsked: boolean;
  /** Who said yes, when, and which of their shifts the asker takes. */
  takenBy: string | null;
  takenByName: string | null;
  takenAt: string | null;
  takingShiftId: string | null;
  needs: SwapNeed[];
  /** Whether this viewer is asked, and what they answered. */
  asksMe: boolean;
  answer: SwapAnswer | null;
  /** Who was asked and who has the places. Never leaves the server: a row without it is one as somebody has received it. */
  audience?: { asked: { personId: string; answer: SwapAnswer | null }[]; placeIds: string[] };
};
const swapAnswers = ['yes', 'no'] as const;
export type SwapAnswer = (typeof swapAnswers)[number];

/** At most so many are asked at a time, and the next so many hours later. */
export const askedAtATime = 4;
export const nextAskedAfterHours = 2;
/** So many hours after the last were asked, or as soon as a manager is told anyway, silence counts as an answer to go on from. */
export const silentHours = 24;
/** With less than so many hours to the shift a manager is told at once, and a yes takes their word. */
export const soonHours = 24;
/** With less than so many hours to the shift, ringing the manager comes first. */
export const ringHours = 2;
/** Minutes after a yes in which either of the two can take it back. */
const swapUndoMinutes = 15;
/** Days within which a shared shift makes somebody a person to ask by name. */
export const partnerDays = 56;
/** Days before a shift on which its empty places are asked about, and those of them on which managers are told. */
export const gapDays = [14, 7, 2] as const;
export type GapDays = (typeof gapDays)[number];
export const gapDaysForManagers: readonly GapDays[] = [7, 2];

const oneSwap = v.strictObject({ swapId: id });

export const swapCommands = {
  /** Sent by whoever has the place, which stays theirs until somebody has said yes. A swap names what the sender could take. */
  'swap:ask': v.strictObject({
    swapId: id,
    shiftId: id,
    kind: v.picklist(['cover', 'swap']),
    toId: v.optional(id),
    forShiftIds: v.optional(v.pipe(v.array(id), v.maxLength(20))),
  }),
  /** Sent by somebody who was asked. A yes to a swap says which of their own shifts the other takes. */
  'swap:answer': v.strictObject({
    swapId: id,
    answer: v.picklist(swapAnswers),
    takingShiftId: v.optional(id),
  }),
  'swap:withdraw': oneSwap,
  /** Sent by either of the two within `swapUndoMinutes` of the yes. */
  'swap:undo': oneSwap,
  /** Sent by a manager where a yes takes their word. */
  'swap:allow': oneSwap,
  'swap:refuse': v.strictObject({ swapId: id, words: v.optional(writtenText) }),
};
export type SwapNews = { 'swap:changed': Swap };

/** Whether it can still come to something. */
export const isUnderWay = ({ state }: Pick<Swap, 'state'>) => state === 'open' || state === 'needs-manager';

/** Whoever has a place in the shift. */
export const mayAskForCover = (viewer: Pick<Viewer, 'id'>, { places }: Shift) =>
  places.some(({ personId }) => personId === viewer.id);

/** The two between whom it is. */
export const isOneOfTheSwap = (viewer: Pick<Viewer, 'id'>, { askedBy, takenBy }: Swap) =>
  askedBy === viewer.id || takenBy === viewer.id;

/** A manager other than the two. */
export const maySettleSwap = (viewer: Viewer, swap: Swap) =>
  isA(viewer, 'manager') && !isOneOfTheSwap(viewer, swap);

/** Whether the yes can be taken back at `now`, in milliseconds since 1970. */
export const mayUndoSwap = (viewer: Pick<Viewer, 'id'>, swap: Swap, now: number) =>
  isOneOfTheSwap(viewer, swap) &&
  (swap.state === 'done' || swap.state === 'needs-manager') &&
  swap.takenAt !== null &&
  now < Date.parse(swap.takenAt) + swapUndoMinutes * 60_000;

/**
 * In full for the two and for managers. Those who were asked see who asks while it is open; afterwards they, like whoever shares the
 * shift, see no more than whether somebody is looked for. Null for everybody else. Nobody sees who said no.
 */
export function swapAsSeenBy(viewer: Viewer, { audience, ...swap }: Swap): Swap | null {
  const asked = audience ? audience.asked.find(({ personId }) => personId === viewer.id) : swap;
  const answer = asked?.answer ?? null;
  const asksMe = swap.state === 'open' && (audience ? asked !== undefined : swap.asksMe);
  if (isOneOfTheSwap(viewer, swap) || isA(viewer, 'manager')) return { ...swap, asksMe, answer };
  if (asksMe) return { ...swap, toName: null, nobodyLeft: false, everybodyAsked: false, asksMe, answer };
  if (asked || audience?.placeIds.includes(viewer.id)) return withoutNames(swap);
  return null;
}

function withoutNames({ id, version, shiftId, kind, state }: Swap): Swap {
  return {
    ...{ id, version, shiftId, kind, state: isUnderWay({ state }) ? 'open' : 'over' },
    ...{ askedBy: null, askedByName: null, toName: null, forShiftIds: [] },
    ...{ nobodyLeft: false, everybodyAsked: false },
    ...{ takenBy: null, takenByName: null, takenAt: null, takingShiftId: null, needs: [] },
    ...{ asksMe: false, answer: null },
  };
}
