import { isFree, isOver, type Debrief, type DebriefWay } from '#shared/debriefs';
import type { Person } from '#shared/people';

/** The people visible to the viewer. */
export type Known = { get: (personId: string) => Pick<Person, 'suspendedAt'> | undefined };

export type Next = 'take' | 'offer' | 'offerAnother' | 'held' | 'handBack' | 'close';

/** The actions available on a request; the first is the expected one. */
export function nextFor(debrief: Debrief, meId: string, people: Known): Next[] {
  if (isOver(debrief)) return [];
  if (debrief.assignedTo !== null && debrief.assignedTo !== meId)
    return isFree(debrief, people.get(debrief.assignedTo)) ? ['take'] : [];
  switch (debrief.state) {
    case 'asked':
      return debrief.urgency === 'now' || debrief.urgency === 'before-i-finish'
        ? ['take', 'offer']
        : ['offer', 'take'];
    case 'accepted':
      return ['held', 'offer', 'handBack', 'close'];
    case 'other-time-asked':
      return ['offerAnother', 'held', 'handBack', 'close'];
    case 'offered':
    case 'agreed':
      return ['held', 'offerAnother', 'handBack', 'close'];
    default:
      return ['close'];
  }
}

const takings: Record<DebriefWay, string> = {
  phone: 'I will ring now',
  video: 'I will call by video now',
  'in-person': 'I take this on',
  'in-writing': 'I will write now',
};

/** A sentence saying what taking the request on commits the manager to. */
export const takeWords = ({ urgency, way }: Debrief): string =>
  urgency === 'keep-for-supervision' ? 'I take this on' : takings[way ?? 'phone'];
