import type { Debrief, DebriefStep, DebriefWay } from '#shared/debrief';
import { urgencyInList, type Telling } from '../debrief/desk-words.ts';
import { inside } from '../debrief/who-sees.ts';
import { moment, past } from '../ui/moments.ts';

const talking: Record<DebriefWay, (whom: string) => string> = {
  phone: (whom) => `ring ${whom}`,
  video: (whom) => `call ${whom} by video`,
  'in-person': (whom) => `meet ${whom}`,
  'in-writing': (whom) => `write to ${whom}`,
};

/** What the manager does: ring you, or talk with you where it was left open. */
function talk({ way, askedBy }: Debrief, { nameOf }: Telling): string {
  const whom = inside(nameOf(askedBy));
  return way ? talking[way](whom) : `talk with ${whom}`;
}

/** at 21:30, tomorrow at 16:30 */
const when = ({ times, now }: Telling, time: string) => moment(times, now, time).replace(/^today /, '');

/** How it stands, in a few words. */
export function askedTitle(debrief: Debrief, telling: Telling): string {
  const { nameOf } = telling;
  const [asker, holder] = [nameOf(debrief.askedBy), debrief.heldBy ? nameOf(debrief.heldBy) : 'Somebody'];
  const time = debrief.offeredFor ? ` ${when(telling, debrief.offeredFor)}` : '';
  const seen = debrief.seenBy.at(-1);
  switch (debrief.state) {
    case 'asked':
      if (seen) return `${nameOf(seen.by)} has seen this`;
      return debrief.managerId ? `Waiting for ${nameOf(debrief.managerId)}` : 'Waiting for a manager';
    case 'accepted':
      return `${holder} will ${talk(debrief, telling)}`;
    case 'offered':
      return `${holder} can ${talk(debrief, telling)}${time}`;
    case 'otherTimeAsked':
      return `${asker} asked for another time`;
    case 'agreed':
      return `${holder} will ${talk(debrief, telling)}${time}`;
    case 'held':
      return `${asker} and ${inside(holder)} have talked`;
    case 'closed':
      return `${holder} closed it ${past(telling.times, telling.now, debrief.steps.at(-1)!.at)}`;
    case 'withdrawn':
      return `${asker} took this back`;
  }
}

function stepWords(debrief: Debrief, { step, by, for: time }: DebriefStep, telling: Telling): string {
  const { nameOf } = telling;
  const [who, asker] = [nameOf(by), nameOf(debrief.askedBy)];
  const at = time ? when(telling, time) : '';
  return {
    asked: `${asker} asked: ${urgencyInList[debrief.urgency]}.`,
    climbed: `It has come to ${inside(who)} too.`,
    widened: `${asker} asked any manager.`,
    accepted: `${who} has the request.`,
    away:
      debrief.managerId === by && !debrief.mayClimb
        ? `${who} is away. You can ask any manager instead.`
        : `${who} is away. It is free for others now.`,
    handedBack: `${who} cannot after all. It waits for an answer again.`,
    offered: `${who} can ${talk(debrief, telling)} ${at}.`,
    otherTimeAsked: `${asker} asked for another time.`,
    agreed: `${asker} agreed: ${at}.`,
    held: `${asker} and ${inside(who)} have talked.`,
    closed: `${who} closed it.`,
    withdrawn: `${asker} took it back.`,
  }[step];
}

/** Each step as whoever asked reads it, with who had it on their screen, in the order it happened. */
export const askedSteps = (debrief: Debrief, telling: Telling) =>
  [
    ...debrief.steps.map((step) => ({
      at: step.at,
      words: stepWords(debrief, step, telling),
      quote: step.words?.trim() ? step.words : undefined,
    })),
    ...debrief.seenBy.map(({ by, at }) => ({
      at,
      words: `${telling.nameOf(by)} has seen this.`,
      quote: undefined,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
