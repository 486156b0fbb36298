import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

/** Notes that the phone rang just now and nobody could answer. Returns the id under which it can be undone. */
export function noteMissedCall(live: Live): string {
  const missedCallId = newId();
  void live.send('missedCall:note', { missedCallId }, { keepRefused: true });
  return missedCallId;
}

/** Removes the note from the outbox if it cannot have been sent; otherwise sends the undo. */
export function undoMissedCall(live: Live, missedCallId: string) {
  const waiting = live.waiting('missedCall:note').find(({ fields }) => fields.missedCallId === missedCallId);
  if (waiting && !live.connected) live.outbox.forget(waiting.commandId);
  else void live.send('missedCall:undo', { missedCallId });
}
