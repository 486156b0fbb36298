import type { Row } from './shapes.ts';

/** `lapsed`: nobody allowed it before it was to begin. `closed`: both are home. */
export type MeetingState = 'proposed' | 'allowed' | 'refused' | 'lapsed' | 'cancelled' | 'closed';

/** What the two say on the day; `support`: one of them needs support now. `spoken`: a manager has spoken to them. */
export type MeetingStepKind =
  'set-out' | 'there' | 'fine' | 'over' | 'did-not-come' | 'home' | 'support' | 'spoken';
export type MeetingStep = { step: MeetingStepKind; by: string; at: string };

/** What is waited for. Silence until its time begins escalation; `support` does so at once. */
export type MeetingMark = 'support' | 'there' | 'over' | 'home';

export const cancelReasonWords = {
  they: 'They cancelled',
  we: 'We cannot go',
  weather: 'The weather',
  unsafe: 'It is not safe',
} as const;
export type CancelReason = keyof typeof cancelReasonWords;

/** One of the two, or the manager on call for the meeting. */
export type MeetingPerson = { id: string; firstName: string; phone: string | null };

/** A caller is met in a public place by two supporters. */
export type Meeting = Row & {
  state: MeetingState;
  /** The series to which it belongs; null for none. */
  seriesId: string | null;
  proposedBy: string;
  /** The two who go. */
  withIds: string[];
  /** Who of them has said yes. */
  agreedIds: string[];
  /** The times, the place and the name are null once they are erased. */
  startsAt: string | null;
  endsAt: string | null;
  placeId: string | null;
  knownAs: string | null;
  /** The word that means "ring me away"; null for none. */
  wordForTrouble: string | null;
  /** Of the place, and stays. */
  borough: string;
  /** The manager who allowed or refused it, and what they wrote. */
  decidedBy: string | null;
  decidedWords: string | null;
  /** The manager on call for this meeting. */
  onCallId: string | null;
  /** The two and the manager on call. Numbers are there for those who go and those who look after them, once it is allowed. */
  people: MeetingPerson[];
  steps: MeetingStep[];
  /** What is waited for now, and until when; null for nothing. */
  waitsFor: MeetingMark | null;
  waitsUntil: string | null;
  /** Nothing is asked before this, because somebody said that all is well until then. */
  askAgainAt: string | null;
  /** Whom escalation has reached for what is waited for, first to last. */
  reached: string[];
  /** The managers who may see it: who decided, who is on call, whom escalation has reached, who proposed one that does not take place. */
  managerIds: string[];
  cancelledBecause: CancelReason | null;
  /** What the two agreed with the person. */
  agreedNext: string | null;
  closedAt: string | null;
};

/** Minutes of travel before and after a meeting, which count like the meeting. */
export const travelMinutes = 30;
/** The longest meeting, in minutes, and the days ahead for which one can be proposed. */
export const mostMeetingMinutes = 180;
export const meetingDaysAhead = 60;
/** Hours before its start from which the two can say that they set out and are there. */
export const dayBeginsHoursBefore = 6;
/** Minutes that the two wait for somebody who does not come. */
export const waitForThemMinutes = 20;
/** Hours after its end until the place, the times and the name are erased. */
export const meetingDetailsHours = 48;
/** By day: it begins and ends between these, in the helpline's wall time. */
export const daylight = { from: '09:00', until: '18:00' };
/** The longest time, in minutes, for which somebody can say that all is well. */
export const mostQuietMinutes = 180;

export type MeetingNews = { 'meeting:changed': Meeting };
