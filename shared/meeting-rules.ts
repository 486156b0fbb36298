import {
  dayBeginsHoursBefore,
  type Meeting,
  type MeetingMark,
  type MeetingStep,
  type MeetingStepKind,
} from './meetings.ts';
import { isA, type Viewer } from './viewer.ts';

/** Whether this person is one of the two, of a meeting or of a series. */
export const goesToMeeting = (viewer: Pick<Viewer, 'id'>, { withIds }: Pick<Meeting, 'withIds'>): boolean =>
  withIds.includes(viewer.id);

/** A manager who does not go themself. */
export const mayDecideMeeting = (viewer: Viewer, meeting: Pick<Meeting, 'withIds'>): boolean =>
  isA(viewer, 'manager') && !goesToMeeting(viewer, meeting);

/** One of the two, of a meeting or of a series, or a manager. */
export const mayArrangeMeeting = (viewer: Viewer, meeting: Pick<Meeting, 'withIds'>): boolean =>
  isA(viewer, 'manager') || (isA(viewer, 'supporter') && goesToMeeting(viewer, meeting));

/**
 * Visible to the two; while it is proposed to every manager, and then to the one who decided, the one on call and those whom
 * escalation has reached. The numbers are in it once it is allowed. Null for everybody else.
 */
export function meetingAsSeenBy(viewer: Viewer, meeting: Meeting): Meeting | null {
  const isTheirs = isA(viewer, 'manager') && meeting.managerIds.includes(viewer.id);
  const isToDecide = isA(viewer, 'manager') && meeting.state === 'proposed';
  if (!goesToMeeting(viewer, meeting) && !isTheirs && !isToDecide) return null;
  if (meeting.state === 'allowed') return meeting;
  return { ...meeting, people: meeting.people.map((person) => ({ ...person, phone: null })) };
}

/** The last time at which anybody, or this person, said this; null for never. */
export const saidAt = (
  { steps }: Pick<Meeting, 'steps'>,
  step: MeetingStepKind,
  by?: string,
): string | null =>
  steps.findLast((one) => one.step === step && (by === undefined || one.by === by))?.at ?? null;

/** When the day of a meeting begins, from which on the two say how they are. */
export const dayOf = ({ startsAt }: Pick<Meeting, 'startsAt'>): Date =>
  new Date(Date.parse(startsAt!) - dayBeginsHoursBefore * 3_600_000);

/** Whether the meeting itself is over: they met, or nobody came, or it was called off on the way. */
export const isOver = (meeting: Pick<Meeting, 'steps'>): boolean =>
  saidAt(meeting, 'over') !== null || saidAt(meeting, 'did-not-come') !== null;

/** Whether either of the two is on the way, there, or on the way home. */
export const isUnderWay = ({ state, steps }: Pick<Meeting, 'state' | 'steps'>): boolean =>
  state === 'allowed' && steps.some(({ step }) => step !== 'spoken');

/** Whether exactly one of the two has arrived, and the meeting is not over: that one does not go in. */
export const isOneThere = (meeting: Pick<Meeting, 'steps' | 'withIds'>): boolean =>
  !isOver(meeting) && meeting.withIds.filter((id) => saidAt(meeting, 'there', id) !== null).length === 1;

/** Whether both of the two have arrived. */
export const areBothThere = (meeting: Pick<Meeting, 'steps' | 'withIds'>): boolean =>
  meeting.withIds.every((id) => saidAt(meeting, 'there', id) !== null);

/** Minutes without a word after the start, the end, and after it was over. */
export type MeetingMinutes = { there: number; over: number; home: number };
type Watched = Pick<Meeting, 'state' | 'steps' | 'withIds' | 'startsAt' | 'endsAt' | 'askAgainAt'>;

/**
 * What is waited for, and until when in milliseconds since 1970: both there, it is over, both home, or somebody for the one who needs support now.
 * Null while nobody is out, and once both are home.
 */
export function nextMark(
  meeting: Watched,
  minutes: MeetingMinutes,
): { mark: MeetingMark; at: number } | null {
  const { state, startsAt, endsAt, steps, askAgainAt } = meeting;
  if (state !== 'allowed' || startsAt === null || endsAt === null) return null;
  const asked = supportAskedAt(meeting);
  if (asked !== null) return { mark: 'support', at: Date.parse(asked) };
  const after = (mark: Exclude<MeetingMark, 'support'>, from: string) => {
    const at = Date.parse(from) + minutes[mark] * 60_000;
    if (askAgainAt === null) return { mark, at };
    const isByManager = steps.toSorted(asTheyWereSaid).at(-1)?.step === 'spoken';
    return { mark, at: Math.max(isByManager ? 0 : at, Date.parse(askAgainAt)) };
  };
  const over = steps.find(({ step }) => step === 'over' || step === 'did-not-come');
  if (over) return after('home', over.at);
  return areBothThere(meeting) ? after('over', endsAt) : after('there', startsAt);
}

/**
 * Who of the two needs support now, the first to ask first. It ends when they say themselves that they are fine, or a manager has spoken to
 * them: later than they asked, and after it was heard. What was said earlier may arrive later.
 */
export const supportAsked = ({ steps, withIds }: Pick<Meeting, 'steps' | 'withIds'>): MeetingStep[] =>
  withIds
    .flatMap((id) => {
      const at = steps.findLastIndex(({ step, by }) => step === 'support' && by === id);
      const asked = steps[at];
      if (!asked) return [];
      const ends = ({ step, by }: MeetingStep) => step === 'spoken' || (step === 'fine' && by === id);
      const isEnded = steps.slice(at).some((later) => ends(later) && later.at >= asked.at);
      return isEnded ? [] : [asked];
    })
    .toSorted(asTheyWereSaid);

/** Since when one of the two has needed support; null for nobody. */
export const supportAskedAt = (meeting: Pick<Meeting, 'steps' | 'withIds'>): string | null =>
  supportAsked(meeting)[0]?.at ?? null;

/** Not as they arrived. */
export const asTheyWereSaid = (one: MeetingStep, other: MeetingStep): number =>
  Date.parse(one.at) - Date.parse(other.at);

/** Whether silence has lasted too long, or one of the two needs support. `now` is in milliseconds since 1970. */
export const isOverdue = ({ waitsUntil }: Pick<Meeting, 'waitsUntil'>, now: number): boolean =>
  waitsUntil !== null && Date.parse(waitsUntil) <= now;
