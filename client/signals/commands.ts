import type { SignalAnswer, SignalKind } from '#shared/signals';
import type { Live } from '../live/live.svelte.ts';
import { forgetRefused } from '../live/forget-refused.ts';
import { newId } from '../live/new-id.ts';
import { sendOnce } from '../live/send-once.ts';
import { askedAt, type Waiting } from '../live/waiting.ts';

/** A refused request is kept with the reason until it is asked for again. */
export function raiseSignal(live: Live, kind: SignalKind, callId?: string) {
  forgetRefused(live, 'signal:raise', (fields) => fields.kind === kind);
  return live.send('signal:raise', { signalId: newId(), kind, ...(callId && { callId }) }, askedAt(kind));
}

export function answerSignal(live: Live, signalId: string, answer: SignalAnswer) {
  forgetRefused(live, 'signal:answer', (fields) => fields.signalId === signalId);
  return live.send('signal:answer', { signalId, answer });
}

/** Tells the person who raised it that it has been on my screen. */
export const markSignalSeen = (live: Live, signalId: string) => sendOnce(live, 'signal:seen', { signalId });

export function lowerSignal(live: Live, signalId: string) {
  forgetRefused(live, 'signal:lower', (fields) => fields.signalId === signalId);
  return live.send('signal:lower', { signalId });
}

/** Takes back signals that have no reply yet. */
export function takeBackUnsent(live: Live, raised: Waiting<'signal:raise'>[]) {
  for (const command of raised)
    live.outbox.takeBack(command, () => lowerSignal(live, command.fields.signalId));
}
