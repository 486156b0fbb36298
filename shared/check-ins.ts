import { isA, wasPlacedAt, type Viewer } from './viewer.ts';
import type { Row } from './shapes.ts';

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

/** *How are you coming in?* */
export const comingInWords = {
  rested: 'Rested',
  'all-right': 'All right',
  tired: 'Tired',
  'a-lot-on': 'A lot on my mind',
  low: 'Low',
} as const;
export type ComingIn = keyof typeof comingInWords;

/** *How is that night with you now?*, a week later. */
export const weekLaterWords = {
  settled: 'It has settled',
  'comes-back': 'It comes back at times',
  'still-heavy': 'Still heavy',
} as const;
export type WeekLater = keyof typeof weekLaterWords;

export const checkInTimes = ['start', 'end', 'week-later'] as const;
export type CheckInTime = (typeof checkInTimes)[number];

export const checkInAudienceWords = {
  nobody: 'Only me',
  partner: 'My shift partner',
  managers: 'The managers',
} as const;
export type CheckInAudience = keyof typeof checkInAudienceWords;

/** A person's word for their shift, private unless they share it. */
export type CheckIn = Row & {
  personId: string;
  shiftId: string;
  when: CheckInTime;
  /** What was said at the end. Null: taken back, or said at another time. */
  heaviness: Heaviness | null;
  /** What was said at the start or a week later. Null: skipped, taken back, or said at the end. */
  said: ComingIn | WeekLater | null;
  /** At the end only: a line for oneself. Null for everybody else, whatever is shared. */
  wentWell: string | null;
  /** A week later only: when the person wants to be asked, ISO 8601. Null if they do not, and for everybody else. */
  askAgainAt: string | null;
  /** When they were asked, ISO 8601; null for everybody else. */
  askedAgainAt: string | null;
  sharedWith: CheckInAudience;
  at: string;
};

export type CheckInNews = { 'checkIn:changed': CheckIn };

/** Whether a person who said this of their night can choose to be asked again a week later. */
export const mayBeAskedAgain = (heaviness: Heaviness | null): boolean =>
  heaviness === 'very-heavy' || heaviness === 'all-out';

/** Whether this person was asked a week later and has neither answered nor skipped it. */
export const waitsForAnswer = ({ askedAgainAt, at }: CheckIn): boolean =>
  askedAgainAt !== null && at < askedAgainAt;

/** Whether what is said belongs to the time at which it is said, and is shared with somebody who can still see it. */
export function fitsItsTime({
  when,
  heaviness,
  said,
  sharedWith,
}: Pick<CheckIn, 'when' | 'heaviness' | 'said' | 'sharedWith'>): boolean {
  if (when === 'end') return said === null;
  if (heaviness !== null) return false;
  if (when === 'start') return said === null || said in comingInWords;
  return sharedWith !== 'partner' && (said === null || said in weekLaterWords);
}

/**
 * The partner is the person who shared the shift at that time, not one placed later. Null if the viewer may not see it. What went well, and
 * that somebody wants to be asked again, is for the person alone.
 */
export const checkInAsSeenBy = (viewer: Viewer, checkIn: CheckIn): CheckIn | null => {
  if (checkIn.personId === viewer.id) return checkIn;
  const shared =
    (checkIn.sharedWith === 'partner' && wasPlacedAt(viewer, checkIn.shiftId, checkIn.at)) ||
    (checkIn.sharedWith === 'managers' && isA(viewer, 'manager'));
  return shared ? { ...checkIn, wentWell: null, askAgainAt: null, askedAgainAt: null } : null;
};
