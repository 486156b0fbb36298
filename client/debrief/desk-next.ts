import { isOver, type Debrief } from '#shared/debrief';

export type Next = 'ring' | 'offer' | 'offerAnother' | 'held' | 'close';

/** What can be done with a request now; the first is what it waits for. */
export function nextFor(debrief: Debrief, meId: string): Next[] {
  if (isOver(debrief) || (debrief.heldBy !== null && debrief.heldBy !== meId)) return [];
  switch (debrief.state) {
    case 'asked':
      return debrief.urgency === 'now' || debrief.urgency === 'before-i-finish'
        ? ['ring', 'offer']
        : ['offer', 'ring'];
    case 'accepted':
      return ['held', 'offer', 'close'];
    case 'offered':
    case 'agreed':
      return ['held', 'offerAnother', 'close'];
    default:
      return ['close'];
  }
}
