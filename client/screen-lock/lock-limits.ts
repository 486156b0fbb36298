import type { Helpline } from '#shared/helpline';
import type { Limits } from './screen-lock.svelte.ts';

const minute = 60_000;
/** Somebody who listens touches nothing. A call keeps the screen open, but not for a whole night when it was forgotten. */
const whileListening = 60;

export function lockLimits(
  { lockMinutes, lockHiddenMinutes }: Pick<Helpline, 'lockMinutes' | 'lockHiddenMinutes'>,
  onACall: boolean,
): Limits {
  const atLeast = onACall ? whileListening : 0;
  return {
    untouched: Math.max(lockMinutes, atLeast) * minute,
    outOfSight: Math.max(lockHiddenMinutes, atLeast) * minute,
  };
}
