import type { Helpline } from '#shared/helpline';
import type { Limits } from './screen-lock.svelte.ts';

const minute = 60_000;
/** Minutes without a touch during a call: listening needs no touch, but a call left open by mistake must not keep the screen unlocked all night. */
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
