import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

/** Records that the phone rang just now and nobody could answer. Returns the id with which it can be undone. */
export function noteMissedCall(live: Live): string {
  const missedCallId = newId();
  void live.send('missedCall:note', { missedCallId }, { keepRefused: true });
  return missedCallId;
}

export function undoMissedCall(live: Live, missedCallId: string) {
  const waiting = live.waiting('missedCall:note').find(({ fields }) => fields.missedCallId === missedCallId);
  live.outbox.takeBack(waiting, () => live.send('missedCall:undo', { missedCallId }));
}
