import type { Live } from '../live/live.svelte.ts';
import { typedAt } from '../live/waiting.ts';

/** A call by its id, or by the handle of a line of the log. */
export type CallNamed = { callId: string } | { handle: string };

/** `place` is where the reason was typed: a refusal puts it back there. */
export const openRecord = (live: Live, grantId: string, named: CallNamed, reason: string, place: string) =>
  live.send('grant:open', { grantId, ...named, reason }, typedAt(place, reason));
