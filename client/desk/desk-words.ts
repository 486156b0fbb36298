import type { ListName } from '#shared/lists';
import { debriefWayWords, isOver, type Debrief, type DebriefStep, type Urgency } from '#shared/debriefs';
import { isolated } from '../ui/isolated.ts';
import { dayAhead, howLong, moment, past } from '../ui/moments.ts';
import { capital, counted, inside, listed } from '../ui/number-words.ts';
import type { Times } from '../ui/times.ts';
import { lastStepAt, peopleIn, type DeskPiles } from './desk-order.ts';

/** What a sentence depends on: the current time (milliseconds since 1970), the time zone, the names of people, and the helpline’s words. */
export type PhrasingContext = {
  now: number;
  times: Times;
  nameOf: (personId: string) => string;
  wordOf: (list: ListName, slug: string) => string;
};

/** Counts the people with an unassigned request, and those to whom the viewer owes a time or another time. Leaves out requests kept for supervision. `privateWords`: the viewer is asked for a second yes, or for a review, of break-glass. */
export const deskHeading = ({ waiting, withMe, supervision }: DeskPiles, privateWords = false): string => {
  const forMe = withMe.filter(({ state }) => state === 'accepted' || state === 'other-time-asked');
  const people = peopleIn([...waiting, ...forMe]);
  if (people === 0 && privateWords) return 'One thing waits for your answer';
  if (people === 0)
    return supervision.length > 0 ? 'Nobody needs an answer today' : 'Nobody is waiting for you';
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
export const requestHeading = (
  { askedBy, urgency, responseNeeded }: Debrief,
  { nameOf, wordOf }: PhrasingContext,
): string =>
  responseNeeded
    ? `${nameOf(askedBy)} tells you of a call: “${isolated(wordOf('responses', responseNeeded))}”`
    : `${nameOf(askedBy)} ${wish[urgency]}`;

/** When and how the request was made, and who else can see it. */
export function requestFacts(
  debrief: Debrief,
  meId: string,
  { now, times, nameOf }: PhrasingContext,
): string {
  const { askedAt, way, sharedWithPartner, askedBy } = debrief;
  const when = isOver(debrief) ? '' : `, ${howLong(askedAt, now)} ago`;
  const how = way ? ` ${debriefWayWords[way]}, if there is a choice.` : '';
  const partner = sharedWithPartner ? ` ${nameOf(askedBy)} let the shift partner know.` : '';
  return `Asked ${past(times, now, askedAt)}${when}.${how}${whoAnswers(debrief, meId, nameOf)}${partner}`;
}

/** Shown while the request is not assigned. */
function whoAnswers(
  { managerId, mayEscalate, escalatedTo, assignedTo }: Debrief,
  meId: string,
  nameOf: PhrasingContext['nameOf'],
): string {
  if (assignedTo !== null) return '';
  if (!managerId) return ' Any project manager can answer.';
  if (managerId !== meId) return ` ${nameOf(managerId)} was asked by name and did not see it in time.`;
  const others = escalatedTo.filter((id) => id !== meId).map(nameOf);
  if (others.length > 0) return ` You were asked by name. It has come to ${listed(others)} too.`;
  return mayEscalate
    ? ' You were asked by name. If you do not see it in time, another manager is asked.'
    : ' You were asked by name: no other manager sees it.';
}

/** The status of a request, in step with what the person who asked was last told. */
export function statusOf(debrief: Debrief, phrasing: PhrasingContext): string {
  const { now, times, nameOf } = phrasing;
  const asker = nameOf(debrief.askedBy);
  const holder = debrief.assignedTo ? nameOf(debrief.assignedTo) : 'Somebody';
  const last = past(times, now, lastStepAt(debrief));
  const offered = debrief.offeredFor ? moment(times, now, debrief.offeredFor) : 'a time';
  switch (debrief.state) {
    case 'asked':
      if (debrief.urgency === 'keep-for-supervision') return 'Kept for supervision. No answer is needed now.';
      return `Waiting ${howLong(debrief.askedAt, now)}. No answer yet.`;
    case 'accepted':
      return `${holder} took this on ${last}.`;
    case 'offered':
      return `${holder} offered ${offered}. No answer yet.`;
    case 'other-time-asked':
      return `${asker} asked for another time.`;
    case 'agreed':
      return `Agreed for ${offered}.`;
    case 'held':
      return `${holder} and ${inside(asker)} talked ${dayAhead(times, now, lastStepAt(debrief))}. Not closed yet.`;
    case 'closed':
      if (debrief.closing?.supervision === 'agreed') return `${asker} agreed to bring it to supervision.`;
      return `${holder} closed this ${last}.`;
    case 'withdrawn':
      return `${asker} took this back ${last}.`;
  }
}

const stepVerbs: Record<Exclude<DebriefStep['step'], 'escalated'>, string> = {
  asked: 'asked for a debrief',
  away: 'is away',
  accepted: 'took this on',
  offered: 'offered a time',
  'other-time-asked': 'asked for another time',
  agreed: 'agreed to the time',
  held: 'wrote down that the two talked',
  closed: 'closed it',
  withdrawn: 'took it back',
  'handed-back': 'passed it on',
  widened: 'opened it to any manager',
};

export function stepLine(
  { step, by, at, for: time, words }: DebriefStep,
  { urgency, responseNeeded }: Debrief,
  { times, nameOf, wordOf }: PhrasingContext,
) {
  const quote = words?.trim() ? words : undefined;
  if (step === 'escalated') return { at, words: `It came to ${inside(nameOf(by))} too` };
  const said = `${nameOf(by)} ${stepVerbs[step]}`;
  if (step === 'asked' && responseNeeded)
    return {
      at,
      words: `${nameOf(by)} told you of a call: ${isolated(wordOf('responses', responseNeeded))}`,
    };
  if (step === 'asked') return { at, words: `${said}: ${urgencyInList[urgency]}` };
  return { at, words: time ? `${said}: ${times.day(time)} at ${times.hour(time)}` : said, quote };
}

/** Every step and every view of the request, in order. */
export const linesOf = (debrief: Debrief, phrasing: PhrasingContext) =>
  [
    ...debrief.steps.map((step) => stepLine(step, debrief, phrasing)),
    ...debrief.seenBy.map(({ by, at }) => ({
      at,
      words: `${phrasing.nameOf(by)} saw it, and ${phrasing.nameOf(debrief.askedBy)} knows`,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));

/** A sentence saying who may read the calls of the request, and until when; null if it names no call. */
export function reading(debrief: Debrief, meId: string, { nameOf }: PhrasingContext): string | null {
  const { callIds, assignedTo } = debrief;
  if (callIds.length === 0) return null;
  const [these, them] =
    callIds.length === 1 ? ['this call', 'it'] : [counted(callIds.length, 'call'), 'them'];
  const asker = nameOf(debrief.askedBy);
  if (isOver(debrief)) return `It was about ${these}. You can no longer read ${them}.`;
  if (assignedTo === meId)
    return `It is about ${these}. You may read ${them} until you close this. ${asker} knows.`;
  if (assignedTo) return `It is about ${these}. Only ${nameOf(assignedTo)} may read ${them}.`;
  const one = callIds.length === 1 ? 'one call' : these;
  return `It is about ${one}. Once you take this on you may read ${them}, and ${asker} sees that you took it on.`;
}
