import type { Call } from '#shared/calls';
import { minutesBetween } from '../ui/times.ts';

/** How long a call took, always in minutes: under a minute, 1 minute, 75 minutes. Written out, because it is translated whole. */
export function lengthOf({ startedAt, endedAt }: Pick<Call, 'startedAt' | 'endedAt'>): string {
  const minutes = endedAt ? minutesBetween(startedAt, endedAt) : 0;
  return minutes < 1 ? 'under a minute' : minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
