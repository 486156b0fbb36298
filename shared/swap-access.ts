import { absenceAsSeenBy, mayBeAway, type Absence } from './absences.ts';
import { mayOffer, offerAsSeenBy, type Offer } from './offers.ts';
import type { Permission } from './permission.ts';
import type { Shift } from './shifts.ts';
import { isOneOfTheSwap, mayAskForCover, maySettleSwap, swapAsSeenBy, type Swap } from './swaps.ts';
import { isA, type Viewer } from './viewer.ts';

const own = (viewer: Viewer, { personId }: Pick<Absence, 'personId'>) => personId === viewer.id;
const toAsk: Permission<Shift> = {
  may: mayAskForCover,
  otherwise: 'You have no place in this shift. The rota says who has.',
};
/** Whoever was asked, also after it was settled: they are told so in words. */
const toAnswer: Permission<Swap> = {
  sees: swapAsSeenBy,
  may: (viewer, { audience }) => audience?.asked.some(({ personId }) => personId === viewer.id) ?? false,
  otherwise: 'This is for those who were asked.',
};
const toWithdraw: Permission<Swap> = {
  sees: swapAsSeenBy,
  may: (viewer, { askedBy }) => askedBy === viewer.id,
  otherwise: 'Only the one who asked can take this back.',
};
const toUndo: Permission<Swap> = {
  sees: swapAsSeenBy,
  may: isOneOfTheSwap,
  otherwise: 'Only the two can take this back.',
};
const toSettle: Permission<Swap> = {
  role: (viewer) => isA(viewer, 'manager'),
  sees: swapAsSeenBy,
  may: maySettleSwap,
  otherwise: 'Another manager has to say yes or no to this.',
};

/** Who may say when they cannot or could come, and who may ask for, answer and settle a change of places. */
export const swapAccess = {
  'absence:add': { role: mayBeAway, otherwise: 'This is for supporters.' } satisfies Permission,
  'absence:remove': {
    sees: absenceAsSeenBy,
    may: own,
    otherwise: 'Only the one who cannot come can take this away.',
  } satisfies Permission<Absence>,
  'offer:make': { role: mayOffer, otherwise: 'This is for supporters.' } satisfies Permission,
  'offer:takeBack': {
    sees: offerAsSeenBy,
    may: own,
    otherwise: 'Only the one who said so can take it back.',
  } satisfies Permission<Offer>,
  'swap:ask': toAsk,
  'swap:answer': toAnswer,
  'swap:withdraw': toWithdraw,
  'swap:undo': toUndo,
  'swap:allow': toSettle,
  'swap:refuse': toSettle,
} as const;
