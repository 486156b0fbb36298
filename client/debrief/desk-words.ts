import { isOver, type Debrief, type DebriefStep, type Urgency } from '#shared/debrief';
import { dayAhead, howLong, moment, past } from '../ui/moments.ts';
import { capital, counted } from '../ui/number-words.ts';
import type { Times } from '../ui/times.ts';
import { askedAt, lastStepAt, peopleIn } from './desk-order.ts';

/** What words depend on: who is looking, when, and what people are called. */
export type Telling = { now: number; times: Times; nameOf: (personId: string) => string };

export const deskHeading = (waiting: Debrief[]): string => {
  const people = peopleIn(waiting);
  if (people === 0) return 'Nobody is waiting for you';
  return `${capital(counted(people, 'person', 'people'))} ${people === 1 ? 'has' : 'have'} asked for you`;
};

export const urgencyInList: Record<Urgency, string> = {
  now: 'now, before the next call',
  'before-i-finish': 'before the shift ends',
  'next-day-or-two': 'in the next day or two',
  'keep-for-supervision': 'keep for supervision',
};

const wish: Record<Urgency, string> = {
  now: 'asks for a debrief now',
  'before-i-finish': 'asks for a debrief before the shift ends',
  'next-day-or-two': 'asks for a debrief in the next day or two',
  'keep-for-supervision': 'asks to keep this for supervision',
};
export const requestHeading = ({ askedBy, urgency }: Debrief, { nameOf }: Telling): string =>
  `${nameOf(askedBy)} ${wish[urgency]}`;

/** When it was asked, and who else can see it. */
export function requestFacts(debrief: Debrief, { now, times }: Telling): string {
  const asked = askedAt(debrief);
  const when = isOver(debrief) ? '' : `, ${howLong(asked, now)} ago`;
  const who = debrief.managerId
    ? 'Asked of you by name: nobody else sees it.'
    : 'Any project manager can answer.';
  return `Asked ${past(times, now, asked)}${when}. ${who}`;
}

/** Where it stands, which is also what the one who asked was told last. */
export function standing(debrief: Debrief, telling: Telling): string {
  const { now, times, nameOf } = telling;
  const asker = nameOf(debrief.askedBy);
  const holder = debrief.heldBy ? nameOf(debrief.heldBy) : 'Somebody';
  const last = past(times, now, lastStepAt(debrief));
  const offered = debrief.offeredFor ? moment(times, now, debrief.offeredFor) : 'a time';
  switch (debrief.state) {
    case 'asked':
      return `Waiting ${howLong(askedAt(debrief), now)}. No answer yet.`;
    case 'accepted':
      return `${holder} took this on ${last}.`;
    case 'offered':
      return `${holder} offered ${offered}. No answer yet.`;
    case 'agreed':
      return `Agreed for ${offered}.`;
    case 'held':
      return `It was held ${dayAhead(times, now, lastStepAt(debrief))}. Not closed yet.`;
    case 'closed':
      return `${holder} closed this ${last}.`;
    case 'withdrawn':
      return `${asker} took this back ${last}.`;
  }
}

const stepVerbs: Record<DebriefStep['step'], string> = {
  asked: 'asked for a debrief',
  accepted: 'took this on',
  offered: 'offered a time',
  agreed: 'agreed to the time',
  held: 'wrote down that it was held',
  closed: 'closed it',
  withdrawn: 'took it back',
};

export function stepLine({ step, by, at, for: time }: DebriefStep, { urgency }: Debrief, telling: Telling) {
  const { times, nameOf } = telling;
  const said = `${nameOf(by)} ${stepVerbs[step]}`;
  if (step === 'asked') return { at, words: `${said}: ${urgencyInList[urgency]}` };
  return { at, words: time ? `${said}: ${times.day(time)} at ${times.hour(time)}` : said };
}

/** What may be read, until when, and that the one who asked knows. */
export function reading(debrief: Debrief, meId: string, { nameOf }: Telling): string | null {
  const { callIds, heldBy } = debrief;
  if (callIds.length === 0) return null;
  const [these, them] =
    callIds.length === 1 ? ['this call', 'it'] : [counted(callIds.length, 'call'), 'them'];
  const asker = nameOf(debrief.askedBy);
  if (isOver(debrief)) return `It was about ${these}. You can no longer read ${them}.`;
  if (heldBy === meId)
    return `It is about ${these}. You may read ${them} until you close this. ${asker} knows.`;
  if (heldBy) return `It is about ${these}. Only ${nameOf(heldBy)} may read ${them}.`;
  const one = callIds.length === 1 ? 'one call' : these;
  return `It is about ${one}. Once you take this on you may read ${them}, and ${asker} sees that you took it on.`;
}
