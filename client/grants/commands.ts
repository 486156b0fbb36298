import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

/** `place` is where the reason was typed: a refusal puts it back there. */
export const openRecord = (live: Live, callId: string, reason: string, place: string) =>
  live.send('grant:open', { grantId: newId(), callId, reason }, typedAt(place, reason));
