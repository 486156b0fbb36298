import { awayStates } from '#shared/presence';
import type { PresenceStatus } from '../tonight/tonight.svelte.ts';
import type { Times } from '../ui/times.ts';

/** Beside the state of somebody who is there. */
export const hereWords = 'here';

/** since 21:05, back at 21:20; undefined unless the state is a break or away. */
export function awayWords({ state, since, backAt }: PresenceStatus, times: Times): string | undefined {
  if (!awayStates.includes(state)) return undefined;
  return `since ${times.at(since)}${backAt ? `, back at ${times.at(backAt)}` : ''}`;
}
