import type { Permission } from './permission.ts';
import { holdsPlaceIn } from './viewer.ts';

type AboutShift = { shiftId: string; wasAsked: boolean };

const toTell: Permission<AboutShift> = {
  sees: (viewer, { shiftId, wasAsked }) => wasAsked || holdsPlaceIn(viewer, shiftId),
  otherwise: 'This shift is not open to you any more.',
};
const inTheirShift: Permission<Pick<AboutShift, 'shiftId'>> = {
  sees: (viewer, { shiftId }) => holdsPlaceIn(viewer, shiftId),
  otherwise: 'This shift is not open to you any more.',
};

/** Who may say how a shift is, or was. `wasAsked`: the person wanted to be asked a week later, has been, and answers that. */
export const checkInAccess = {
  'checkIn:tell': toTell,
  'checkIn:wentWell': inTheirShift,
  'checkIn:askAgain': inTheirShift,
} as const;
