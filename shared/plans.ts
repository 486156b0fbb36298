import { maySeePlans } from './plan-sight.ts';
import { isA, type Viewer } from './viewer.ts';
import type { Row } from './shapes.ts';

/** What a plan says, by its headings. It never limits 999, nor a call in which safety is spoken of. */
export const planHeadings = {
  helps: 'What helps',
  doesNot: 'What does not help',
  when: 'What we both said about when, and for how long',
  others: 'Who else is there for them',
  emergency: 'What we do when it is an emergency',
} as const;
export type PlanHeading = keyof typeof planHeadings;
export type PlanTexts = Record<PlanHeading, string>;

/** How the talk with the caller was held. */
export const talkWays = {
  phone: 'On the phone',
  'in-person': 'In person',
  'in-writing': 'In writing',
} as const;
export type TalkWay = keyof typeof talkWays;

/** Why a plan ended; *not reviewed* by itself, when its day had passed. */
export const planEndWords = {
  'they-asked': 'They asked for it',
  'no-longer-needed': 'It is not needed any more',
  'not-reviewed': 'Nobody looked at it again in time',
} as const;
export type PlanEnd = keyof typeof planEndWords;

export type PlanDraft = { knownAs: string; texts: PlanTexts; by: string; at: string };

/** What was agreed with a caller who rings often. `draft` is what one person wrote and a second has still to agree to. */
export type Plan = Row & {
  state: 'draft' | 'agreed' | 'ended';
  /** A name that the caller chose for this line; empty until it is agreed. */
  knownAs: string;
  /** A word that the caller may say so that they are known; null for none. */
  word: string | null;
  texts: PlanTexts | null;
  /** The day of the talk with the caller, and how it was held; null until it is agreed. */
  agreedOn: string | null;
  how: TalkWay | null;
  /** The two who made it. */
  madeBy: string[];
  /** The day by which it has to be looked at again with the caller; it ends by itself with that day. */
  reviewBy: string | null;
  draft: PlanDraft | null;
  /** When it was last read to the caller. */
  readOutAt: string | null;
  endedAt: string | null;
  /** Null for the system. */
  endedBy: string | null;
  ending: PlanEnd | null;
};

/** Months after the talk by which a plan has to be looked at again. */
const reviewMonths = 3;

export type PlanNews = { 'plan:changed': Plan };

/** Supporters while the window of a shift of theirs is open, and managers. */
export const mayMakePlans = (viewer: Viewer) =>
  maySeePlans(viewer) && (isA(viewer, 'manager') || isA(viewer, 'supporter'));

/** Null for everybody who may not see plans. */
export const planAsSeenBy = (viewer: Viewer, plan: Plan): Plan | null => (maySeePlans(viewer) ? plan : null);

/** Whether two names are told apart by nobody who hears them: without regard to capitals, spaces, marks and accents. */
export const sameName = (one: string, other: string) => plain(one) === plain(other);
const plain = (name: string) => {
  const letters = name
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Z}\p{P}]/gu, '')
    .toLowerCase();
  return letters === '' ? name.trim() : letters;
};

/** The last day by which a plan that was talked about on this day has to be looked at again. */
export function lastReviewDay(talkedOn: string): string {
  const [year, month, date] = talkedOn.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + reviewMonths + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + reviewMonths, Math.min(date, lastOfMonth)))
    .toISOString()
    .slice(0, 10);
}
