import * as v from 'valibot';
import { isA, wasPlacedAt, type Viewer } from './viewer.ts';
import { id, slugsOf, type Row } from './shapes.ts';

/** *How heavy was tonight?* Words, not a score: nothing is counted or compared. */
export const heavinessWords = {
  light: 'Light',
  steady: 'Steady',
  full: 'Full',
  heavy: 'Heavy',
  'very-heavy': 'Very heavy',
  'all-out': 'It took all I had',
} as const;
export type Heaviness = keyof typeof heavinessWords;

export const checkInAudienceWords = {
  nobody: 'Only me',
  partner: 'My shift partner',
  managers: 'The managers',
} as const;
export type CheckInAudience = keyof typeof checkInAudienceWords;

/** A person's word for their shift, private unless they share it. Null: taken back. */
export type CheckIn = Row & {
  personId: string;
  shiftId: string;
  heaviness: Heaviness | null;
  sharedWith: CheckInAudience;
  at: string;
};

export const checkInCommands = {
  /** Replaces an earlier check-in for the same shift. */
  'checkIn:tell': v.strictObject({
    checkInId: id,
    shiftId: id,
    heaviness: v.nullable(v.picklist(slugsOf(heavinessWords))),
    sharedWith: v.optional(v.picklist(slugsOf(checkInAudienceWords)), 'nobody'),
  }),
};
export type CheckInNews = { 'checkIn:changed': CheckIn };

/** The partner is the person who shared the shift at that time, not one placed later. Null if the viewer may not see it. */
export const checkInAsSeenBy = (viewer: Viewer, checkIn: CheckIn): CheckIn | null => {
  if (checkIn.personId === viewer.id) return checkIn;
  const shared =
    (checkIn.sharedWith === 'partner' && wasPlacedAt(viewer, checkIn.shiftId, checkIn.at)) ||
    (checkIn.sharedWith === 'managers' && isA(viewer, 'manager'));
  return shared ? checkIn : null;
};
