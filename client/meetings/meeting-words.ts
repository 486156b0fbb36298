import {
  asTheyWereSaid,
  goesToMeeting,
  isOneThere,
  isOver,
  saidAt,
  supportAsked,
  supportAskedAt,
} from '#shared/meeting-rules';
import {
  cancelReasonWords,
  waitForThemMinutes,
  type Meeting,
  type MeetingPerson,
  type MeetingStep,
  type MeetingStepKind,
} from '#shared/meetings';
import type { App } from '../app.ts';
import { dayAhead } from '../ui/moments.ts';
import { listed } from '../ui/number-words.ts';

type Reads = Pick<App, 'me' | 'nameOf' | 'times' | 'clock'>;
type Knows = Pick<App, 'me' | 'nameOf'>;

/** A meeting, or a series of them. */
type OfTwo = Pick<Meeting, 'withIds'> & { people: Pick<MeetingPerson, 'id' | 'firstName'>[] };

/** The first name of a participant, or "you" for the reader. */
export function nameIn({ people }: Pick<OfTwo, 'people'>, id: string | null, { me, nameOf }: Knows): string {
  if (id === null) return 'Somebody';
  if (id === me.id) return 'you';
  return people.find((person) => person.id === id)?.firstName ?? nameOf(id);
}

/** The other participant; null if the reader is not one of the two. */
export const otherId = ({ withIds }: Meeting, meId: string): string | null =>
  withIds.includes(meId) ? (withIds.find((id) => id !== meId) ?? null) : null;

/** A participant with their telephone number; undefined if no number is known. */
export const toRing = ({ people }: Meeting, id: string | null): MeetingPerson | undefined =>
  people.find((person) => person.id === id && person.phone !== null);

/** Ana and Ben; Ben and you */
export const bothOf = (one: OfTwo, app: Knows): string =>
  listed(
    one.withIds
      .toSorted((a, b) => Number(a === app.me.id) - Number(b === app.me.id))
      .map((id) => nameIn(one, id, app)),
  );

/** Meeting with Ben; Meeting of Ana and Ben */
export function titleOf(meeting: Meeting, app: Knows): string {
  const other = otherId(meeting, app.me.id);
  return other === null
    ? `Meeting of ${bothOf(meeting, app)}`
    : `Meeting with ${nameIn(meeting, other, app)}`;
}

/** Thursday 3 December, 14:00 to 15:00; nothing once it is erased. */
export function whenOf(
  { startsAt, endsAt }: Meeting,
  { times, clock }: Pick<App, 'times' | 'clock'>,
): string {
  if (startsAt === null || endsAt === null) return 'The day is erased';
  return `${dayAhead(times, clock.now, startsAt)}, ${times.distinct(startsAt)} to ${times.distinct(endsAt)}`;
}

/** Where things stand, in one sentence. */
export function standingOf(meeting: Meeting, app: Knows): string {
  const asked = meeting.withIds.filter((id) => !meeting.agreedIds.includes(id));
  const decider = nameIn(meeting, meeting.decidedBy, app);
  switch (meeting.state) {
    case 'proposed':
      if (asked.length === 0) return 'Both said yes. Now a project manager decides.';
      if (asked.includes(app.me.id)) return 'Your yes is asked for.';
      return `Waits for a yes of ${listed(asked.map((id) => nameIn(meeting, id, app)))}.`;
    case 'allowed':
      if (meeting.cancelledBecause !== null) return `${cancelledAs(meeting)} ${waitedFor(meeting, app)}`;
      return decider === 'you' ? 'You allowed it.' : `${decider} allowed it.`;
    case 'refused':
      return decider === 'you' ? 'You said no.' : `${decider} said no.`;
    case 'lapsed':
      return 'Nobody allowed it in time, so it does not take place.';
    case 'cancelled':
      return cancelledAs(meeting);
    case 'closed':
      return 'It is over, and both are home.';
  }
}

const cancelledAs = ({ cancelledBecause }: Meeting) =>
  `Cancelled: ${cancelReasonWords[cancelledBecause ?? 'we'].toLowerCase()}.`;

/** What stays true of two who are out when their meeting is cancelled. */
export const waitedFor = (meeting: Meeting, { me }: Pick<App, 'me'>): string =>
  goesToMeeting(me, meeting) ? 'You are still waited for at home.' : 'The two are still waited for at home.';

/** The next thing that this person says; null where there is nothing to say now. */
export type Next = 'setOut' | 'there' | 'over' | 'home';
export function nextFor(meeting: Meeting, meId: string): Next | null {
  if (meeting.state !== 'allowed' || saidAt(meeting, 'home', meId) !== null) return null;
  if (isOver(meeting)) return 'home';
  if (saidAt(meeting, 'there', meId) !== null) return isOneThere(meeting) ? null : 'over';
  return saidAt(meeting, 'set-out', meId) === null ? 'setOut' : 'there';
}

export const nextWords: Record<Next, string> = {
  setOut: 'I have set out',
  there: 'I am there',
  over: 'The meeting is over',
  home: 'I am home',
};

/** Whether the two have waited for the person for as long as they should. */
export const haveWaited = ({ startsAt }: Meeting, now: number): boolean =>
  startsAt !== null && now >= Date.parse(startsAt) + waitForThemMinutes * 60_000;

/** What the two read while a word of theirs is waited for too long; null otherwise. */
export function silenceToTwo(meeting: Meeting, app: Reads): string | null {
  const onCall = nameIn(meeting, meeting.onCallId, app);
  switch (meeting.waitsFor) {
    case 'there':
      return isOneThere(meeting)
        ? `One of you is not there. Do not go in alone. ${onCall} is told.`
        : `You were to be there by now. Tap what is true, or ring ${onCall}.`;
    case 'over':
      return `The meeting was to be over by now. Tap what is true, or ring ${onCall}.`;
    case 'home':
      return `You were both to be home by now. Tap what is true, or ring ${onCall}.`;
    default:
      return null;
  }
}

/** What the two read on every page while a word of theirs is waited for too long, or one of them needs support. */
export function newsToTwo(meeting: Meeting, app: Knows): string {
  const [asked] = supportAsked(meeting);
  if (!asked) return 'Your meeting: a word from you is waited for.';
  return asked.by === app.me.id
    ? 'You asked for support.'
    : `${nameIn(meeting, asked.by, app)} asked for support.`;
}

/** What a manager reads of it. */
export function silenceToManager(meeting: Meeting, app: Reads): string {
  const both = bothOf(meeting, app);
  switch (meeting.waitsFor) {
    case 'support': {
      const askers = supportAsked(meeting).map(({ by }) => nameIn(meeting, by, app));
      return askers.length > 1 ? `${listed(askers)} need support now.` : `${askers[0]} needs support now.`;
    }
    case 'there': {
      const missing = meeting.withIds.filter((id) => saidAt(meeting, 'there', id) === null);
      return isOneThere(meeting)
        ? `${nameIn(meeting, missing[0]!, app)} has not arrived. The other one does not go in.`
        : `${both} were to be there by now. Nothing is heard of them.`;
    }
    case 'over':
      return `The meeting of ${both} was to be over by now. Nothing is heard of them.`;
    case 'home': {
      const missing = meeting.withIds.filter((id) => saidAt(meeting, 'home', id) === null);
      return `Not home yet, as far as we know: ${listed(missing.map((id) => nameIn(meeting, id, app)))}.`;
    }
    default:
      return '';
  }
}

/** By when the two are to ring, if they cannot send. */
export function ringBy(
  meeting: Meeting,
  { times, me, nameOf }: Pick<Reads, 'times' | 'me' | 'nameOf'>,
): string {
  const onCall = nameIn(meeting, meeting.onCallId, { me, nameOf });
  return meeting.waitsUntil === null || supportAskedAt(meeting) !== null
    ? `Ring ${onCall}, if you cannot send.`
    : `Ring ${onCall} by ${times.distinct(meeting.waitsUntil)}, if you cannot send.`;
}

const stepWords: Record<MeetingStepKind, (name: string) => string> = {
  'set-out': (name) => `${name} set out`,
  there: (name) => `${name} said: I am there`,
  fine: (name) => `${name} said: we are fine`,
  over: (name) => `${name} said: it is over`,
  'did-not-come': (name) => `${name} said: they did not come`,
  home: (name) => `${name} said: I am home`,
  support: (name) => `${name} asked for support`,
  spoken: (name) => `${name} said: I have spoken to them`,
};

/** What was said on the day, as lines with their time. */
export const linesOf = (meeting: Meeting, app: Knows) =>
  meeting.steps.toSorted(asTheyWereSaid).map(({ step, by, at }: MeetingStep) => {
    const name = nameIn(meeting, by, app);
    return { at, words: stepWords[step](name === 'you' ? 'You' : name) };
  });
