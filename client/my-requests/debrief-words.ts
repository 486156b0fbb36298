import type { Debrief, DebriefStep, DebriefWay } from '#shared/debriefs';
import { urgencyInList, type PhrasingContext } from '../desk/desk-words.ts';
import { moment, past } from '../ui/moments.ts';
import { inside } from '../ui/number-words.ts';

const talking: Record<DebriefWay, (whom: string) => string> = {
  phone: (whom) => `ring ${whom}`,
  video: (whom) => `call ${whom} by video`,
  'in-person': (whom) => `meet ${whom}`,
  'in-writing': (whom) => `write to ${whom}`,
};

/** The verb for what the manager will do: ring you, or talk with you if no way was chosen. */
function talk({ way, askedBy }: Debrief, { nameOf }: PhrasingContext): string {
  const whom = inside(nameOf(askedBy));
  return way ? talking[way](whom) : `talk with ${whom}`;
}

/** at 21:30, tomorrow at 16:30 */
const when = ({ times, now }: PhrasingContext, time: string) =>
  moment(times, now, time).replace(/^today /, '');

/** The status of a request, in a few words. */
export function askedTitle(debrief: Debrief, phrasing: PhrasingContext): string {
  const { nameOf } = phrasing;
  const [asker, holder] = [
    nameOf(debrief.askedBy),
    debrief.assignedTo ? nameOf(debrief.assignedTo) : 'Somebody',
  ];
  const time = debrief.offeredFor ? ` ${when(phrasing, debrief.offeredFor)}` : '';
  const seen = debrief.seenBy.at(-1);
  switch (debrief.state) {
    case 'asked':
      if (seen) return `${nameOf(seen.by)} has seen this`;
      return debrief.managerId ? `Waiting for ${nameOf(debrief.managerId)}` : 'Waiting for a manager';
    case 'accepted':
      return `${holder} will ${talk(debrief, phrasing)}`;
    case 'offered':
      return `${holder} can ${talk(debrief, phrasing)}${time}`;
    case 'other-time-asked':
      return `${asker} asked for another time`;
    case 'agreed':
      return `${holder} will ${talk(debrief, phrasing)}${time}`;
    case 'held':
      return `${asker} and ${inside(holder)} have talked`;
    case 'closed':
      return `${holder} closed it ${past(phrasing.times, phrasing.now, debrief.steps.at(-1)!.at)}`;
    case 'withdrawn':
      return `${asker} took this back`;
  }
}

function stepWords(
  debrief: Debrief,
  { step, by, for: time }: DebriefStep,
  phrasing: PhrasingContext,
): string {
  const { nameOf } = phrasing;
  const [who, asker] = [nameOf(by), nameOf(debrief.askedBy)];
  const at = time ? when(phrasing, time) : '';
  return {
    asked: `${asker} asked: ${urgencyInList[debrief.urgency]}.`,
    escalated: `It has come to ${inside(who)} too.`,
    widened: `${asker} asked any manager.`,
    accepted: `${who} has the request.`,
    away:
      debrief.managerId === by && !debrief.mayEscalate
        ? `${who} is away. You can ask any manager instead.`
        : `${who} is away. It is free for others now.`,
    'handed-back': `${who} cannot after all. It waits for an answer again.`,
    offered: `${who} can ${talk(debrief, phrasing)} ${at}.`,
    'other-time-asked': `${asker} asked for another time.`,
    agreed: `${asker} agreed: ${at}.`,
    held: `${asker} and ${inside(who)} have talked.`,
    closed: `${who} closed it.`,
    withdrawn: `${asker} took it back.`,
  }[step];
}

/** Each step and each view of the request in order, worded for the person who asked. */
export const askedSteps = (debrief: Debrief, phrasing: PhrasingContext) =>
  [
    ...debrief.steps.map((step) => ({
      at: step.at,
      words: stepWords(debrief, step, phrasing),
      quote: step.words?.trim() ? step.words : undefined,
    })),
    ...debrief.seenBy.map(({ by, at }) => ({
      at,
      words: `${phrasing.nameOf(by)} has seen this.`,
      quote: undefined,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
