import type { MissedCall } from '#shared/missed-calls';
import type { App } from '../app.ts';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

/** Notes that it rang just now. Returns the id under which it can be undone. */
export function noteMissedCall(live: Live): string {
  const missedCallId = newId();
  void live.send('missedCall:note', { missedCallId }, { keepRefused: true });
  return missedCallId;
}

/** Unsaid where it has not left yet; where it may have, it is undone. */
export function undoMissedCall(live: Live, missedCallId: string) {
  const waiting = live.waiting('missedCall:note').find(({ fields }) => fields.missedCallId === missedCallId);
  if (waiting && !live.connected) live.outbox.forget(waiting.commandId);
  else void live.send('missedCall:undo', { missedCallId });
}

/** When it rang in this shift, the latest first: what is kept, and what still waits here. */
export function missedCallsOf(app: App, shiftId: string): { id: string; at: number }[] {
  const isUndone = (id: string) =>
    app.live.waiting('missedCall:undo').some(({ fields }) => fields.missedCallId === id);
  const kept = app.missedCalls.all.filter((one: MissedCall) => one.shiftId === shiftId);
  const waiting = app.live
    .waiting('missedCall:note')
    .filter(({ fields, refusal }) => !refusal && !app.missedCalls.get(fields.missedCallId))
    .map(({ fields, at }) => ({ id: fields.missedCallId, at }));
  return [
    ...waiting,
    ...kept
      .filter(({ undoneAt }) => undoneAt === null)
      .map(({ id, rangAt }) => ({ id, at: Date.parse(rangAt) })),
  ]
    .filter(({ id }) => !isUndone(id))
    .sort((a, b) => b.at - a.at);
}
